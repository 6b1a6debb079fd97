import type { DirectoryPerson } from '../directory-records.ts';
import { isJsonObject, type JsonObject, listOf, objectOf, textOf } from '../json-values.ts';

const extensions = [
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:user',
  'urn:scim:schemas:extension:enterprise:1.0',
];
const externalTypes = /^(guest|invité|prestataire|consultant|contractor|ext.*)$/i;

/** An attribute of a SCIM resource: names are case-insensitive (RFC 7643, section 2.1). */
export function attribute(resource: JsonObject, name: string): unknown {
  if (name in resource) return resource[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(resource).find((written) => written.toLowerCase() === wanted);
  return key === undefined ? undefined : resource[key];
}

/** Whether a resource is a user: it says so, or it has the one attribute that every user has. */
export function isUser(resource: JsonObject): boolean {
  const type = text(objectOf(attribute(resource, 'meta')), 'resourceType');
  if (type !== null) return type.toLowerCase() === 'user';
  const schemas = listOf(attribute(resource, 'schemas')).map((schema) => String(schema).toLowerCase());
  if (schemas.some((schema) => schema.endsWith(':group'))) return false;
  return attribute(resource, 'userName') !== undefined;
}

/** A boolean, which some providers write as text; null when it is neither. */
export function booleanOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const written = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return written === 'true' ? true : written === 'false' ? false : null;
}

/**
 * The person whom a user resource describes, or null when it bears no id of any kind. An account that is not active
 * was left, at the latest, on the day of its last change; null where that day is not given.
 */
export function personOf(user: JsonObject): DirectoryPerson | null {
  const email = emailOf(user);
  const [id, externalId, userName] = [text(user, 'id'), text(user, 'externalId'), text(user, 'userName')];
  const nativeId = id ?? externalId ?? userName ?? email;
  if (nativeId === null) return null;
  const enterprise = enterpriseOf(user);
  const meta = objectOf(attribute(user, 'meta'));
  const employeeNumber = text(enterprise, 'employeeNumber');
  const called = [id, externalId, userName, employeeNumber, ...emails(user).map((entry) => text(entry, 'value'))];
  return {
    native_id: nativeId,
    display_name: text(user, 'displayName') ?? nameOf(objectOf(attribute(user, 'name'))),
    email,
    employee_id: employeeNumber,
    sso_subject: externalId,
    division: text(enterprise, 'division'),
    department: text(enterprise, 'department'),
    site: siteOf(user),
    affiliation: externalTypes.test(text(user, 'userType') ?? '') ? 'external' : 'internal',
    called: called.flatMap((name) => (name === null ? [] : [name.toLowerCase()])),
    manager: managerOf(attribute(enterprise, 'manager') ?? attribute(user, 'manager'))?.toLowerCase() ?? null,
    left_on: booleanOf(attribute(user, 'active')) === false ? dayOf(text(meta, 'lastModified')) : null,
  };
}

function enterpriseOf(user: JsonObject): JsonObject {
  for (const urn of extensions) {
    const found = attribute(user, urn);
    if (isJsonObject(found)) return found;
  }
  return {};
}

/** The id of a manager given as text, as an object (2.0: `value`, 1.1: `managerId`) or as a list of one. */
function managerOf(value: unknown): string | null {
  const manager = Array.isArray(value) ? (value[0] as unknown) : value;
  if (!isJsonObject(manager)) return textOf(manager)?.trim() || null;
  const reference = /([^/]+)\/?$/.exec(text(manager, '$ref') ?? '')?.[1] ?? null;
  return text(manager, 'value') ?? text(manager, 'managerId') ?? reference;
}

function emails(user: JsonObject): JsonObject[] {
  return listOf(attribute(user, 'emails')).map((entry) =>
    typeof entry === 'string' ? { value: entry } : objectOf(entry),
  );
}

/** The primary address, else the one of work, else the first, else a user name that is an address. */
function emailOf(user: JsonObject): string | null {
  const listed = emails(user).filter((entry) => text(entry, 'value') !== null);
  const chosen = preferred(listed);
  const userName = text(user, 'userName');
  const address = chosen === undefined ? null : text(chosen, 'value');
  return (address ?? (userName !== null && /.@./.test(userName) ? userName : null))?.toLowerCase() ?? null;
}

function siteOf(user: JsonObject): string | null {
  const chosen = preferred(listOf(attribute(user, 'addresses')).map(objectOf));
  return chosen === undefined ? null : text(chosen, 'locality');
}

function preferred(entries: readonly JsonObject[]): JsonObject | undefined {
  return (
    entries.find((entry) => booleanOf(attribute(entry, 'primary')) === true) ??
    entries.find((entry) => text(entry, 'type')?.toLowerCase() === 'work') ??
    entries[0]
  );
}

function nameOf(name: JsonObject): string | null {
  const parts = [text(name, 'givenName'), text(name, 'familyName')].filter((part) => part !== null);
  return text(name, 'formatted') ?? (parts.length > 0 ? parts.join(' ') : null);
}

function text(resource: JsonObject, name: string): string | null {
  return textOf(attribute(resource, name))?.trim() || null;
}

function dayOf(moment: string | null): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(moment ?? '')?.[0] ?? null;
}
