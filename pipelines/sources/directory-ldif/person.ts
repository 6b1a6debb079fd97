import type { DirectoryPerson } from '../directory-records.ts';
import { nameKey } from '../distinguished-name.ts';
import type { LdifRecord } from './ldif-records.ts';

const ids = ['uid', 'samaccountname', 'employeenumber', 'employeeid'] as const;
const units = ['ou', 'o'] as const;
const externalTypes = /^(guest|invité|prestataire|consultant|contractor|ext.*)$/i;
const personClasses = new Set(['person', 'organizationalperson', 'inetorgperson', 'user']);
const accountDisabled = 2;

/** The attributes that are looked at; every other is forgotten while reading. */
export const wantedAttributes: ReadonlySet<string> = new Set([
  ...ids,
  ...units,
  'objectclass',
  'mail',
  'userprincipalname',
  'entryuuid',
  'objectguid',
  'displayname',
  'cn',
  'department',
  'departmentnumber',
  'division',
  'physicaldeliveryofficename',
  'l',
  'manager',
  'employeetype',
  'useraccountcontrol',
  'nsaccountlock',
  'whenchanged',
  'modifytimestamp',
]);

/** Values that each person of a directory has alike, such as `ou: People`: they tell nobody's department. */
export type ConstantUnits = Readonly<Record<(typeof units)[number], ReadonlySet<string>>>;

/** Whether a record is an entry, and not a request for a change: `add` is how Active Directory writes its entries. */
export function isEntry({ change }: LdifRecord): boolean {
  return change === null || change === 'add';
}

/** Whether a record is an entry, with a name, that describes a person: by its classes, or by an address or user name where it has none. */
export function isPersonRecord(record: LdifRecord): boolean {
  if (record.dn === null || !isEntry(record)) return false;
  const classes = record.values.get('objectclass')?.map((name) => name.toLowerCase());
  if (classes === undefined) return record.values.has('mail') || ids.some((id) => record.values.has(id));
  return classes.some((name) => personClasses.has(name)) && !classes.includes('computer');
}

/** The units of organisation that every person of these records stands in; none when there is but one person. */
export function constantUnits(records: Iterable<LdifRecord>): ConstantUnits {
  const counts = { ou: new Map<string, number>(), o: new Map<string, number>() };
  let people = 0;
  for (const record of records) {
    if (!isPersonRecord(record)) continue;
    people += 1;
    for (const unit of units) {
      for (const value of new Set(record.values.get(unit))) counts[unit].set(value, (counts[unit].get(value) ?? 0) + 1);
    }
  }
  const constants = (unit: 'ou' | 'o'): ReadonlySet<string> =>
    new Set(people < 2 ? [] : [...counts[unit]].filter(([, count]) => count === people).map(([value]) => value));
  return { ou: constants('ou'), o: constants('o') };
}

/** The person of a record that has a distinguished name. A disabled account was left on the day of its last change. */
export function personOf(record: LdifRecord, dn: string, constants: ConstantUnits): DirectoryPerson {
  const first = (name: string): string | null => record.values.get(name)?.[0] ?? null;
  const unit = (name: 'ou' | 'o'): string | null =>
    record.values.get(name)?.find((value) => !constants[name].has(value)) ?? null;
  const principal = first('userprincipalname');
  const email =
    (first('mail') ?? (principal !== null && /.@./.test(principal) ? principal : null))?.toLowerCase() ?? null;
  const ownIds = ids.flatMap((name) => first(name) ?? []);
  const manager = first('manager');
  return {
    native_id: ownIds[0] ?? email ?? dn,
    display_name: first('displayname') ?? first('cn'),
    email,
    employee_id: first('employeenumber') ?? first('employeeid'),
    sso_subject: first('entryuuid') ?? first('objectguid') ?? principal,
    division: first('division'),
    department: first('department') ?? first('departmentnumber') ?? unit('ou') ?? unit('o'),
    site: first('physicaldeliveryofficename') ?? first('l'),
    affiliation: externalTypes.test(first('employeetype') ?? '') ? 'external' : 'internal',
    called: [nameKey(dn)],
    manager: manager === null ? null : nameKey(manager),
    left_on: isDisabled(record) ? dayOf(first('whenchanged') ?? first('modifytimestamp')) : null,
  };
}

/** Active Directory's second bit of `userAccountControl`, or the lock of other servers. */
export function isDisabled({ values }: LdifRecord): boolean {
  const control = Number(values.get('useraccountcontrol')?.[0] ?? 0);
  return (control & accountDisabled) !== 0 || values.get('nsaccountlock')?.[0]?.toLowerCase() === 'true';
}

/** The day of a generalized time such as `20230405060708.0Z`. */
function dayOf(time: string | null): string | null {
  const [, year, month, day] = /^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{4}/.exec(time ?? '') ?? [];
  return year === undefined ? null : `${year}-${month}-${day}`;
}
