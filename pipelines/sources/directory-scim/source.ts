import { figure } from '../../words.ts';
import { type Delivery, defineSource, type StagingContext } from '../define.ts';
import { documentEntries, lineEntries } from '../directory-documents.ts';
import { directoryTells, stageDirectoryEntries, warnOfUndatedInactive } from '../directory-records.ts';
import { scimUsers, type ScimCounts } from './entries.ts';

const jsonFile = /^[^/]+\.(json|jsonl|ndjson)$/i;
const scimUrn = /"urn:(ietf:params:scim|scim:schemas)/i;
const userAttributes = [/"userName"\s*:/i, /"(emails|active|externalId)"\s*:/i];

/** A directory as SCIM 2.0 or 1.1 resources. See README.md beside this file. */
export const directoryScim = defineSource({
  id: 'directory-scim',
  label: { fr: 'Annuaire (SCIM)', en: 'Directory (SCIM)' },
  neverKept: [
    'attributes other than those listed: titles, telephones, photographs, streets, groups, roles, passwords',
    'names, e-mail addresses, employee ids and sign-on subjects, which go to the identity vault only',
  ],

  async recognise(delivery) {
    let best: 0 | 1 | 2 = 0;
    for (const { path } of delivery.files.filter((file) => jsonFile.test(file.path)).slice(0, 10)) {
      const head = await delivery.head(path);
      if (scimUrn.test(head)) return 2;
      if (userAttributes.every((pattern) => pattern.test(head))) best = 1;
    }
    return best;
  },

  async stage(context) {
    const counts: ScimCounts = { resources: 0, announced: 0, inactiveUndated: 0 };
    const entries = [];
    for (const { path } of context.delivery.files.filter((file) => jsonFile.test(file.path))) {
      entries.push(await entriesOf(context.delivery, path, counts));
    }
    await stageDirectoryEntries(context, chained(entries));
    warnOfMissingPages(context, counts);
    warnOfUndatedInactive(context, counts.inactiveUndated);
    return directoryTells(context);
  },
});

/** Whether a file is read as a whole or line by line: a first line that closes its braces is a resource of its own. */
async function entriesOf(delivery: Delivery, path: string, counts: ScimCounts) {
  const disk = await delivery.onDisk(path);
  const [first = '', second = ''] = (await delivery.head(path, 1_000_000)).split('\n');
  const byLine = /\.(jsonl|ndjson)$/i.test(path) || (isObject(first) && second.trim().startsWith('{'));
  if (byLine) return lineEntries(path, disk, scimUsers(counts));
  return documentEntries(path, disk, scimUsers(counts));
}

function isObject(text: string): boolean {
  return /^\s*\{.*\}\s*$/.test(text);
}

function* chained<T>(parts: readonly Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part;
}

function warnOfMissingPages(context: StagingContext, { announced, resources }: ScimCounts): void {
  if (resources >= announced) return;
  const [some, all] = [figure(resources), figure(announced)];
  context.warn({
    fr: `l’annuaire annonce ${all.fr} entrées et la livraison en contient ${some.fr} : il manque des pages`,
    en: `the directory announces ${all.en} entries and the delivery holds ${some.en}: pages are missing`,
  });
}
