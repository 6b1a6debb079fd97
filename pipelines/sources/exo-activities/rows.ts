import type { DeliveredFile, StagingContext } from '../define.ts';
import { writeFileRows, writeJsonLines } from '../json-records.ts';
import { tableRows } from '../json-table-rows.ts';
import { isJsonObject, type JsonObject, listOf } from '../json-values.ts';
import { profileFields, warnOfDepartmentField } from '../profile-fields.ts';
import { activityFacts, commentFacts, likeFacts, membershipFacts, spaceFacts, userFacts } from './entity-facts.ts';
import { propertiesOf } from './entity-values.ts';

const recordLists = new Set(['activities', 'comments', 'likes']);

export const isAnswerFile = ({ path }: Pick<DeliveredFile, 'path'>): boolean => /\.json$/i.test(path);

/** What the rewriting found: the two files, and which lists were there at all, though perhaps empty. */
export interface ExoRows {
  readonly rows: string;
  readonly users: string;
  readonly lists: ReadonlySet<string>;
}

/** Rewrites the answers of the REST services, each told by the name of the list that it holds. */
export async function writeRows(context: StagingContext): Promise<ExoRows> {
  const lists = new Set<string>();
  const users: User[] = [];
  const rows = await writeFileRows(context, {
    target: 'exo-rows.ndjson',
    wanted: isAnswerFile,
    rows: (file, bytes) => fileRows(file.path, bytes, lists, users),
  });
  return { rows, users: writeJsonLines(context, 'exo-users.ndjson', placed(context, users)), lists };
}

interface User {
  readonly facts: JsonObject;
  readonly properties: ReadonlyMap<string, string>;
}

function* fileRows(file: string, bytes: Buffer, lists: Set<string>, users: User[]): Generator<JsonObject> {
  for (const { table, line, row } of tableRows(bytes)) {
    if (table !== '') lists.add(table);
    if (table === '') yield { what: 'broken', file, line: null, problem: 'invalid_json' };
    else if (!isJsonObject(row)) {
      const problem = row === undefined ? 'invalid_json' : 'not_an_object';
      if (recordLists.has(table)) yield { what: 'broken', file, line, problem };
    } else if (table === 'users') users.push({ facts: userFacts(row), properties: propertiesOf(row) });
    else {
      const facts = factsOf(table, row, file);
      if (facts !== null) yield { ...facts, file, line };
      // Comments can come inside their activity, when they were asked to be expanded.
      if (table === 'activities') yield* innerComments(row, file, lists);
    }
  }
}

function factsOf(table: string, row: JsonObject, file: string): JsonObject | null {
  if (table === 'activities') return activityFacts(row);
  if (table === 'comments') return commentFacts(row);
  if (table === 'likes') return likeFacts(row, likedBy(file));
  if (table === 'spaces') return spaceFacts(row);
  if (table === 'spacesMemberships') return membershipFacts(row);
  return null;
}

function* innerComments(activity: JsonObject, file: string, lists: Set<string>): Generator<JsonObject> {
  if (!Array.isArray(activity['comments'])) return;
  lists.add('comments');
  for (const [at, comment] of listOf(activity['comments']).entries()) {
    if (!isJsonObject(comment)) continue;
    const facts = commentFacts(comment);
    const of = facts['activity'] ?? String(activity['id']);
    yield { ...facts, activity: of, file: `${file} activity ${String(activity['id'])}`, line: at + 1 };
  }
}

/** `likes/12.json`, `likes-comment34-page2.json`: of activity 12, of comment 34. */
function likedBy(file: string): string | null {
  return /likes[/_-]((?:comment)?\d+)(?:[^\d/][^/]*)?\.json$/i.exec(file)?.[1] ?? null;
}

/** People with their place in the organisation, taken from the properties that tell it; the other properties are left. */
function* placed(context: StagingContext, users: readonly User[]): Generator<JsonObject> {
  const labels = [...new Set(users.flatMap(({ properties }) => [...properties.keys()]))];
  const fields = profileFields(labels);
  if (users.length > 0) warnOfDepartmentField(context, labels, fields);
  for (const { facts, properties } of users) {
    const valueOf = (at: number | null): string | null => properties.get(at === null ? '' : (labels[at] ?? '')) ?? null;
    yield {
      ...facts,
      department: valueOf(fields.department),
      division: valueOf(fields.division),
      site: valueOf(fields.site),
      level: valueOf(fields.level),
    };
  }
}
