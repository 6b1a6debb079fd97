import { defineSource, type Delivery } from '../define.ts';
import {
  type DirectoryEntry,
  directoryTells,
  stageDirectoryEntries,
  warnOfUndatedInactive,
} from '../directory-records.ts';
import { type LdifRecord, ldifRecords } from './ldif-records.ts';
import {
  type ConstantUnits,
  constantUnits,
  isDisabled,
  isEntry,
  isPersonRecord,
  personOf,
  wantedAttributes,
} from './person.ts';

/** A directory as LDIF, of any LDAP server or of Active Directory. See README.md beside this file. */
export const directoryLdif = defineSource({
  id: 'directory-ldif',
  label: { fr: 'Annuaire (LDIF)', en: 'Directory (LDIF)' },
  neverKept: [
    'attributes other than those listed: passwords, photographs, telephones, addresses, certificates, group members',
    'values given by URL, which are never fetched',
    'distinguished names, which only serve to find managers; names, e-mail addresses, employee ids and sign-on subjects go to the identity vault only',
  ],

  async recognise(delivery) {
    return (await ldifFiles(delivery)).length > 0 ? 2 : 0;
  },

  async stage(context) {
    const files: { path: string; disk: string }[] = [];
    for (const path of await ldifFiles(context.delivery)) {
      files.push({ path, disk: await context.delivery.onDisk(path) });
    }
    const constants = constantUnits(recordsOf(files));
    const seen = { latin1: new Set<string>(), inactiveUndated: 0 };
    const entries = function* (): Generator<DirectoryEntry> {
      for (const { path, disk } of files) {
        for (const record of ldifRecords(disk, wantedAttributes)) {
          const entry = entryOf(path, record, constants);
          if (record.latin1) seen.latin1.add(path);
          if (entry.outcome === 'used' && isDisabled(record) && entry.person.left_on === null)
            seen.inactiveUndated += 1;
          yield entry;
        }
      }
    };
    await stageDirectoryEntries(context, entries());
    for (const path of seen.latin1) {
      context.warn({
        fr: `${path} : des valeurs en base64 ne sont pas en UTF-8 : lues comme du Latin-1 ; vérifiez que les lettres accentuées sont justes`,
        en: `${path}: values in base64 are not UTF-8: read as Latin-1; check that accented letters look right`,
      });
    }
    warnOfUndatedInactive(context, seen.inactiveUndated);
    return directoryTells(context);
  },
});

async function ldifFiles(delivery: Delivery): Promise<string[]> {
  const found: string[] = [];
  for (const { path } of delivery.files) {
    const isNamed = /^[^/]+\.(ldif|ldf)$/i.test(path);
    if (!isNamed && !/^[^/]+\.txt$/i.test(path)) continue;
    const head = await delivery.head(path);
    if (/^dn::?[ ]*\S/im.test(head) && (isNamed || /^objectclass::?[ ]*\S/im.test(head))) found.push(path);
  }
  return found;
}

function* recordsOf(files: readonly { readonly disk: string }[]): Generator<LdifRecord> {
  for (const { disk } of files) yield* ldifRecords(disk, wantedAttributes);
}

function entryOf(file: string, record: LdifRecord, constants: ConstantUnits): DirectoryEntry {
  const { line, dn } = record;
  if (dn === null) return { file, line, outcome: 'rejected', rule: 'missing_id' };
  if (!isEntry(record)) return { file, line, outcome: 'ignored', rule: 'change_record' };
  if (!isPersonRecord(record)) return { file, line, outcome: 'ignored', rule: 'not_a_person' };
  return { file, line, outcome: 'used', person: personOf(record, dn, constants) };
}
