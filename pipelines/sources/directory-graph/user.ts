import type { DirectoryPerson } from '../directory-records.ts';
import { isJsonObject, type JsonObject, objectOf, textOf } from '../json-values.ts';

const otherTypes = /^#microsoft\.graph\.(?!user$)/i;

/** Whether an object of the directory is a user: groups, devices and applications stand in the same lists of members. */
export function isUser(object: JsonObject): boolean {
  return !otherTypes.test(text(object, '@odata.type') ?? '') && text(object, 'userPrincipalName') !== null;
}

/**
 * The person whom a user object describes, or null when it bears no id of any kind. A guest is external. Graph says no day
 * since when an account is disabled; the day of leaving is known where the directory has one (`employeeLeaveDateTime`).
 */
export function personOf(user: JsonObject): DirectoryPerson | null {
  const id = text(user, 'id') ?? text(user, 'objectId');
  const principal = text(user, 'userPrincipalName');
  const mail = text(user, 'mail')?.toLowerCase() ?? null;
  const nativeId = id ?? principal ?? mail;
  if (nativeId === null) return null;
  const employeeId = text(user, 'employeeId');
  return {
    native_id: nativeId,
    display_name: text(user, 'displayName') ?? nameOf(user),
    email: mail ?? addressOf(principal),
    employee_id: employeeId,
    sso_subject: id,
    division: text(objectOf(user['employeeOrgData']), 'division'),
    department: text(user, 'department'),
    site: text(user, 'officeLocation') ?? text(user, 'physicalDeliveryOfficeName') ?? text(user, 'city'),
    affiliation: isGuest(user) ? 'external' : 'internal',
    called: [id, principal, mail, employeeId].flatMap((name) => (name === null ? [] : [name.toLowerCase()])),
    manager: managerOf(user['manager'])?.toLowerCase() ?? null,
    left_on: dayOf(text(user, 'employeeLeaveDateTime')),
  };
}

/** Whether an account is disabled, which tools write as a boolean or as text. */
export function isDisabled(user: JsonObject): boolean {
  return String(user['accountEnabled']).toLowerCase() === 'false';
}

/** A guest says so, or has the name that invitations make: `ana_partner.test#EXT#@company.test`. */
function isGuest(user: JsonObject): boolean {
  const type = text(user, 'userType');
  return type === null ? (text(user, 'userPrincipalName') ?? '').includes('#EXT#') : type.toLowerCase() === 'guest';
}

/** A principal name that is an address; those of guests are none. */
function addressOf(principal: string | null): string | null {
  return principal !== null && /.@./.test(principal) && !principal.includes('#') ? principal.toLowerCase() : null;
}

/** By whatever a manager is named; PowerShell puts what is not the id one level down. */
function managerOf(value: unknown): string | null {
  if (!isJsonObject(value)) return textOf(value)?.trim() || null;
  const more = objectOf(value['additionalProperties']);
  return (
    text(value, 'id') ?? text(value, 'userPrincipalName') ?? text(value, 'mail') ?? text(more, 'userPrincipalName')
  );
}

function nameOf(user: JsonObject): string | null {
  const parts = [text(user, 'givenName'), text(user, 'surname')].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' ') : null;
}

/** The UTC day of a moment in ISO 8601, or as older PowerShell writes it: `/Date(1709164800000)/`. */
function dayOf(moment: string | null): string | null {
  const [, written] = /^\/Date\((\d{10,14})\)\/$/.exec(moment ?? '') ?? [];
  const iso = written === undefined ? moment : new Date(Number(written)).toISOString();
  return /^\d{4}-\d{2}-\d{2}/.exec(iso ?? '')?.[0] ?? null;
}

function text(object: JsonObject, key: string): string | null {
  return textOf(object[key])?.trim() || null;
}
