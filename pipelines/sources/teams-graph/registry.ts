import type { StagingContext } from '../define.ts';
import { parseJson } from '../json-records.ts';
import { isJsonObject, type JsonObject, textOf } from '../json-values.ts';
import type { Words } from '../../words.ts';
import { withGraphKeys } from '../graph-keys.ts';

/** Lists of teams: `teams.json`, and the two that exports made with Microsoft's libraries hold. */
export const teamsFile = /(^|\/)teams(List|Settings)?\.json$/i;
/** Lists of channels: `channels.json`, or `channels_<id of the team>.json`. */
export const channelsFile = /(^|\/)channels(?:_([\da-f-]{36}))?\.json$/i;

/** What the lists beside the messages say of teams and channels; empty without them. */
export interface Registry {
  readonly teams: readonly JsonObject[];
  readonly channels: readonly JsonObject[];
}

/** Reads every list of teams and of channels, as Graph or its libraries give them. One that can't be read is a warning. */
export async function readRegistry(context: StagingContext): Promise<Registry> {
  const otherwise = { fr: 'les canaux gardent leur identifiant', en: 'channels keep their ids for names' };
  const teams = await readLists(context, teamsFile, otherwise);
  const channels = await readLists(context, channelsFile, otherwise);
  return {
    // The list of teams made with the libraries names the same things otherwise.
    teams: teams.map(({ record: team }) => ({
      id: textOf(team['id']) ?? textOf(team['GroupsId']),
      name: textOf(team['displayName']) ?? textOf(team['Name']),
      visibility: textOf(team['visibility']) ?? textOf(team['Privacy']),
    })),
    channels: channels.map(({ record: channel, named }) => ({
      id: textOf(channel['id']),
      name: textOf(channel['displayName']),
      team: textOf(channel['teamId']) ?? named,
      membership: textOf(channel['membershipType']),
      created_at: textOf(channel['createdDateTime']),
      archived: channel['isArchived'] === true,
    })),
  };
}

/** A record of a list, and the team that the name of its file tells. */
interface Listed {
  readonly record: JsonObject;
  readonly named: string | null;
}

async function readLists(context: StagingContext, name: RegExp, otherwise: Words): Promise<readonly Listed[]> {
  const found: Listed[] = [];
  for (const { path } of context.delivery.files) {
    const match = name.exec(path);
    if (match === null) continue;
    const parsed = parseJson(await context.delivery.read(path), path);
    const list = isJsonObject(parsed) ? parsed['value'] : parsed;
    if (Array.isArray(list)) {
      const named = match[2]?.toLowerCase() ?? null;
      for (const record of list.filter(isJsonObject)) found.push({ record: withGraphKeys(record), named });
    } else {
      context.warn({
        fr: `le fichier ${path} n’est pas une liste JSON valide : ${otherwise.fr}`,
        en: `the file ${path} is not a valid JSON list: ${otherwise.en}`,
      });
    }
  }
  return found;
}
