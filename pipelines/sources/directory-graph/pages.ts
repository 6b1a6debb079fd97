import { readFileSync } from 'node:fs';
import type { DirectoryEntry } from '../directory-records.ts';
import { withLowerKeys } from '../graph-keys.ts';
import { parseJson } from '../json-records.ts';
import { isJsonObject, listOf } from '../json-values.ts';
import { textLines } from '../text-lines.ts';
import { isDisabled, isUser, personOf } from './user.ts';

/** What was seen of the files beyond their people. */
export interface PageCounts {
  /** Pages that name a next one, and pages that end their list. */
  continued: number;
  ended: number;
  /** Disabled accounts of which nothing says since when. */
  disabledUndated: number;
}

/** The users of one whole JSON document: a page of Graph, a list, or one user; numbered from 1. */
export function* documentEntries(file: string, disk: string, counts: PageCounts): Generator<DirectoryEntry> {
  const parsed = parseJson(readFileSync(disk), file);
  if (parsed === undefined) {
    yield { file, line: null, outcome: 'rejected', rule: 'invalid_json' };
    return;
  }
  let line = 0;
  for (const user of usersOf(parsed, counts)) yield entryOf(file, ++line, user, counts);
}

/** The users of a file that holds one of them, or a page of them, on each line. */
export function* lineEntries(file: string, disk: string, counts: PageCounts): Generator<DirectoryEntry> {
  let line = 0;
  for (const text of textLines(disk)) {
    line += 1;
    if (text.trim() === '') continue;
    const parsed = parseJson(Buffer.from(text));
    if (parsed === undefined) yield { file, line, outcome: 'rejected', rule: 'invalid_json' };
    else for (const user of usersOf(parsed, counts)) yield entryOf(file, line, user, counts);
  }
}

/** Pages may also stand in a list, as tools that follow the pages put them together. */
function* usersOf(parsed: unknown, counts: PageCounts): Generator {
  if (Array.isArray(parsed)) {
    for (const item of parsed as unknown[]) yield* usersOf(item, counts);
  } else if (isJsonObject(parsed) && Array.isArray(parsed['value'])) {
    if (parsed['@odata.nextLink'] === undefined) counts.ended += 1;
    else counts.continued += 1;
    yield* listOf(parsed['value']);
  } else yield parsed;
}

function entryOf(file: string, line: number, object: unknown, counts: PageCounts): DirectoryEntry {
  if (!isJsonObject(object)) return { file, line, outcome: 'rejected', rule: 'not_an_object' };
  const user = withLowerKeys(object);
  if (!isUser(user)) return { file, line, outcome: 'ignored', rule: 'not_a_person' };
  const person = personOf(user);
  if (person === null) return { file, line, outcome: 'rejected', rule: 'missing_person_id' };
  if (isDisabled(user) && person.left_on === null) counts.disabledUndated += 1;
  return { file, line, outcome: 'used', person };
}
