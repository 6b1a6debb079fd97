import type { StagingContext } from '../define.ts';
import { writeJsonLines } from '../json-records.ts';
import { isJsonObject, type JsonObject } from '../json-values.ts';
import { profileFields, warnOfDepartmentField } from '../profile-fields.ts';
import type { PeopleByName } from './message-facts.ts';
import { realmFacts } from './realm-facts.ts';
import { tableRows } from '../json-table-rows.ts';

export const realmFile = 'realm.json';

/** What realm.json says, and the few of its tables that reading messages needs. */
export interface Realm {
  /** The rewritten file. */
  readonly path: string;
  /** Stream by recipient; null for direct messages, whether of two or of several. */
  readonly streams: ReadonlyMap<string, string | null>;
  readonly people: PeopleByName;
  /** Ids of the profile fields that tell where somebody works; empty text for none. */
  readonly placeFields: PlaceFields;
}

type PlaceFields = Readonly<Record<'department' | 'division' | 'site' | 'level', string>>;

interface Notes {
  readonly streams: Map<string, string | null>;
  readonly people: Map<string, string[]>;
  readonly fields: { readonly id: string; readonly label: string }[];
}

/** Rewrites realm.json row by row: keys of access, telephone numbers and other profile fields are left behind. */
export async function readRealm(context: StagingContext): Promise<Realm> {
  const notes: Notes = { streams: new Map(), people: new Map(), fields: [] };
  const bytes = await context.delivery.read(realmFile);
  const path = writeJsonLines(context, 'zulip-realm.ndjson', realmRows(bytes, notes));
  const labels = notes.fields.map(({ label }) => label);
  warnOfDepartmentField(context, labels, profileFields(labels));
  return { path, streams: notes.streams, people: notes.people, placeFields: placeFieldsOf(notes) };
}

function* realmRows(bytes: Buffer, notes: Notes): Generator<JsonObject> {
  const values: JsonObject[] = [];
  for (const { table, line, row } of tableRows(bytes)) {
    const file = table === '' ? realmFile : `${realmFile} ${table}`;
    if (row === undefined) yield { what: 'broken', file, line };
    const facts = isJsonObject(row) ? realmFacts(table, row) : null;
    if (facts === null) continue;
    note(facts, notes);
    // What people wrote about themselves waits until it is known which fields are wanted.
    if (facts['what'] === 'value') values.push(facts);
    else yield { ...facts, file, line };
  }
  const wanted = Object.values(placeFieldsOf(notes));
  for (const value of values) if (wanted.some((field) => field !== '' && field === value['field'])) yield value;
}

function note({ what, id, name, stream }: JsonObject, { streams, people, fields }: Notes): void {
  if (typeof id !== 'string') return;
  if (what === 'direct') streams.set(id, null);
  if (what === 'recipient' && typeof stream === 'string') streams.set(id, stream);
  if (what === 'field' && typeof name === 'string') fields.push({ id, label: name });
  if (what === 'person' && typeof name === 'string') people.set(name, [...(people.get(name) ?? []), id]);
}

function placeFieldsOf({ fields }: Notes): PlaceFields {
  const at = profileFields(fields.map(({ label }) => label));
  const id = (index: number | null): string => (index === null ? '' : (fields[index]?.id ?? ''));
  return { department: id(at.department), division: id(at.division), site: id(at.site), level: id(at.level) };
}
