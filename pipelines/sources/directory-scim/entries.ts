import type { PeopleInJson } from '../directory-documents.ts';
import type { DirectoryEntry } from '../directory-records.ts';
import { isJsonObject, type JsonObject } from '../json-values.ts';
import { attribute, booleanOf, isUser, personOf } from './resource.ts';

/** What was seen of the files beyond their people. */
export interface ScimCounts {
  resources: number;
  /** The greatest `totalResults` of any page; 0 without pages. */
  announced: number;
  /** Accounts that are not active, of which nothing says since when. */
  inactiveUndated: number;
}

/** SCIM resources: single ones, lists, or pages of a ListResponse. Counts what is seen on the way. */
export const scimUsers = (counts: ScimCounts): PeopleInJson => ({
  objectsOf: (parsed) => resourcesOf(parsed, counts),
  entryOf: (file, line, object) => entryOf(file, line, object, counts),
});

function* resourcesOf(parsed: unknown, counts: ScimCounts): Generator {
  if (Array.isArray(parsed)) {
    for (const item of parsed as unknown[]) yield* resourcesOf(item, counts);
    return;
  }
  const page = isJsonObject(parsed) ? attribute(parsed, 'Resources') : undefined;
  const announced = isJsonObject(parsed) ? Number(attribute(parsed, 'totalResults') ?? Number.NaN) : Number.NaN;
  if (Number.isSafeInteger(announced)) counts.announced = Math.max(counts.announced, announced);
  if (Array.isArray(page)) yield* page;
  // A page of no result may leave its list out.
  else if (!Number.isSafeInteger(announced)) yield parsed;
}

function entryOf(file: string, line: number, resource: unknown, counts: ScimCounts): DirectoryEntry {
  counts.resources += 1;
  if (!isJsonObject(resource)) return { file, line, outcome: 'rejected', rule: 'not_an_object' };
  if (!isUser(resource)) return { file, line, outcome: 'ignored', rule: 'not_a_person' };
  const person = personOf(resource);
  if (person === null) return { file, line, outcome: 'rejected', rule: 'missing_person_id' };
  if (isInactive(resource) && person.left_on === null) counts.inactiveUndated += 1;
  return { file, line, outcome: 'used', person };
}

function isInactive(user: JsonObject): boolean {
  return booleanOf(attribute(user, 'active')) === false;
}
