import { isJsonObject, type JsonObject, listOf, objectOf, textOf } from '../json-values.ts';

/** Who stands behind an entity: a person by user name, or a space speaking for itself. */
export interface Poster {
  readonly username: string | null;
  readonly isSpace: boolean;
}

/**
 * Who wrote an activity or a comment. Depending on what was asked to be expanded, the name stands in `identity`, in
 * `poster`, in `owner`, or at the end of its link: `…/social/users/ana`.
 */
export function posterOf(entity: JsonObject): Poster {
  const identity = objectOf(entity['identity']);
  if (textOf(identity['providerId']) === 'space') return { username: null, isSpace: true };
  const owner = objectOf(entity['owner']);
  const profile = objectOf(identity['profile']);
  const username =
    textOf(profile['username']) ??
    textOf(identity['remoteId']) ??
    textOf(entity['poster']) ??
    textOf(owner['username']) ??
    lastOf('users', owner['href']);
  return { username, isSpace: username === null && lastOf('spaces', owner['href']) !== null };
}

/** User names of a list of profiles, each once; links to spaces are passed over. */
export function usernamesOf(value: unknown): readonly string[] {
  const names = listOf(value)
    .map(objectOf)
    .map((one) => textOf(one['username']) ?? textOf(one['remoteId']) ?? lastOf('users', one['href']));
  return [...new Set(names.filter((name) => name !== null))];
}

/** The id that follows a kind of resource in a link: `…/social/activities/12` is activity 12. */
export function lastOf(kind: string, href: unknown): string | null {
  const [, id] = new RegExp(`/${kind}/([^/?#]+)/?(?:[?#]|$)`).exec(textOf(href) ?? '') ?? [];
  if (id === undefined) return null;
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** What can be a list or only a link to one: whether it was collected. */
export function isCollected(value: unknown): boolean {
  return Array.isArray(value);
}

/** A flag written as such or as text; null when absent. */
export function flagOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : null;
}

/** Profile properties by label, those with a value: `[{"label": "Service", "value": "Sales", "children": […]}]`. */
export function propertiesOf(user: JsonObject): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const note = (label: unknown, value: unknown): void => {
    const [name, text] = [textOf(label), textOf(value)];
    if (name !== null && text !== null && !found.has(name)) found.set(name, text);
  };
  note('department', user['department']);
  for (const property of listOf(user['properties']).filter(isJsonObject)) {
    note(property['label'] ?? property['propertyName'], property['value']);
    for (const child of listOf(property['children']).filter(isJsonObject)) {
      note(child['label'] ?? child['propertyName'] ?? property['label'] ?? property['propertyName'], child['value']);
    }
  }
  return found;
}
