import type { PeopleInJson } from '../directory-documents.ts';
import type { DirectoryEntry } from '../directory-records.ts';
import { withLowerKeys } from '../graph-keys.ts';
import { isJsonObject, listOf } from '../json-values.ts';
import { isDisabled, isUser, personOf } from './user.ts';

/** What was seen of the files beyond their people. */
export interface PageCounts {
  /** Pages that name a next one, and pages that end their list. */
  continued: number;
  ended: number;
  /** Disabled accounts of which nothing says since when. */
  disabledUndated: number;
}

/** Users of Microsoft Graph: pages, lists, single users. Counts what is seen on the way. */
export const graphUsers = (counts: PageCounts): PeopleInJson => ({
  objectsOf: (parsed) => usersOf(parsed, counts),
  entryOf: (file, line, object) => entryOf(file, line, object, counts),
});

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
