import type { StagingContext } from '../define.ts';
import { parseJson } from '../json-records.ts';
import { isJsonObject, type JsonObject, textOf } from '../json-values.ts';
import type { Words } from '../../words.ts';

/** What the lists beside the messages say of teams and channels; empty without them. */
export interface Registry {
  readonly teams: readonly JsonObject[];
  readonly channels: readonly JsonObject[];
}

/** Reads every `teams.json` and `channels.json`, as Graph gives them. One that can't be read is a warning. */
export async function readRegistry(context: StagingContext): Promise<Registry> {
  const otherwise = { fr: 'les canaux gardent leur identifiant', en: 'channels keep their ids for names' };
  const teams = await readLists(context, /(^|\/)teams\.json$/i, otherwise);
  const channels = await readLists(context, /(^|\/)channels\.json$/i, otherwise);
  return {
    teams: teams.map((team) => ({
      id: textOf(team['id']),
      name: textOf(team['displayName']),
      visibility: textOf(team['visibility']),
    })),
    channels: channels.map((channel) => ({
      id: textOf(channel['id']),
      name: textOf(channel['displayName']),
      team: textOf(channel['teamId']),
      membership: textOf(channel['membershipType']),
      created_at: textOf(channel['createdDateTime']),
      archived: channel['isArchived'] === true,
    })),
  };
}

async function readLists(context: StagingContext, name: RegExp, otherwise: Words): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = [];
  for (const { path } of context.delivery.files) {
    if (!name.test(path)) continue;
    const parsed = parseJson(await context.delivery.read(path), path);
    const list = isJsonObject(parsed) ? parsed['value'] : parsed;
    if (Array.isArray(list)) found.push(...list.filter(isJsonObject));
    else {
      context.warn({
        fr: `le fichier ${path} n’est pas une liste JSON valide : ${otherwise.fr}`,
        en: `the file ${path} is not a valid JSON list: ${otherwise.en}`,
      });
    }
  }
  return found;
}
