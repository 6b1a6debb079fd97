import { type Delivery, defineSource } from '../define.ts';
import { documentEntries, lineEntries } from '../directory-documents.ts';
import {
  type DirectoryEntry,
  directoryTells,
  stageDirectoryEntries,
  warnOfUndatedInactive,
} from '../directory-records.ts';
import { forgetCopy } from '../forget-copy.ts';
import { graphUsers, type PageCounts } from './pages.ts';

const jsonFile = /\.(json|jsonl|ndjson)$/i;
const principal = /"userPrincipalName"\s*:/i;
/** Keys that a user of the directory has and a line of a usage report has not. */
const userKeys =
  /"(accountEnabled|userType|officeLocation|jobTitle|businessPhones|department|employeeId|surname)"\s*:/i;
const usersContext = /"@odata\.context"\s*:\s*"[^"]*\$metadata#users/i;
const report = /"report\s?RefreshDate"\s*:/i;
const filesLookedAt = 10;
const enoughOfFile = 65_536;

/** A directory as the user objects of Microsoft Graph. See README.md beside this file. */
export const directoryGraph = defineSource({
  id: 'directory-graph',
  label: { fr: 'Annuaire (Microsoft Graph)', en: 'Directory (Microsoft Graph)' },
  neverKept: [
    'attributes other than those listed: titles, telephones, streets, licences, groups, passwords',
    'names, e-mail addresses, employee ids and sign-on subjects, which go to the identity vault only',
  ],

  async recognise(delivery) {
    let best: 0 | 1 | 2 = 0;
    for (const { path } of delivery.files.filter((file) => jsonFile.test(file.path)).slice(0, filesLookedAt)) {
      const head = await delivery.head(path, enoughOfFile);
      if (report.test(head) || !principal.test(head)) continue;
      if (usersContext.test(head) || userKeys.test(head)) return 2;
      best = 1;
    }
    return best;
  },

  async stage(context) {
    const counts: PageCounts = { continued: 0, ended: 0, disabledUndated: 0 };
    const [entries, copies]: [Iterable<DirectoryEntry>[], string[]] = [[], []];
    for (const { path } of context.delivery.files.filter((file) => jsonFile.test(file.path))) {
      const disk = await context.delivery.onDisk(path);
      copies.push(disk);
      entries.push(await entriesOf(context.delivery, path, disk, counts));
    }
    await stageDirectoryEntries(context, chained(entries));
    for (const copy of copies) await forgetCopy(context, copy);
    if (counts.continued > 0 && counts.ended === 0) {
      context.warn({
        fr: 'la dernière page annonce une page suivante (@odata.nextLink) absente de la livraison : il manque des personnes',
        en: 'the last page tells of a next one (@odata.nextLink) that the delivery does not hold: people are missing',
      });
    }
    warnOfUndatedInactive(context, counts.disabledUndated);
    return directoryTells(context);
  },
});

/** Whether a file is read as a whole or line by line: a first line that closes its braces is an object of its own. */
async function entriesOf(delivery: Delivery, path: string, disk: string, counts: PageCounts) {
  const [first = '', second = ''] = (await delivery.head(path, 1_000_000)).split('\n');
  const isObject = /^\s*\{.*\}\s*$/.test(first);
  if (/\.(jsonl|ndjson)$/i.test(path) || (isObject && second.trim().startsWith('{'))) {
    return lineEntries(path, disk, graphUsers(counts));
  }
  return documentEntries(path, disk, graphUsers(counts));
}

function* chained<T>(parts: readonly Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part;
}
