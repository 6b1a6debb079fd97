import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject, objectOf, textOf } from '../json-values.ts';
import { withoutCredentials } from './without-credentials.ts';

const deepest = 64;

/** The values of a property: one, many or none, whichever way it was written. */
export function valuesOf(object: JsonObject, key: string): readonly unknown[] {
  const value = object[key] ?? null;
  if (value === null) return [];
  return Array.isArray(value) ? value.filter((one) => one !== null) : [value];
}

/** The types of an object by their short names, whether written `Note`, `as:Note` or as a full IRI. */
export function typesOf(object: JsonObject): readonly string[] {
  const types = object['type'] ?? object['@type'];
  if (typeof types === 'string') return [shortType(types)];
  return Array.isArray(types) ? types.flatMap((type) => (typeof type === 'string' ? [shortType(type)] : [])) : [];
}

/** Most are short already, and this is asked of every object. */
function shortType(type: string): string {
  return type.includes(':') ? type.replace(/^(https?:\/\/www\.w3\.org\/ns\/activitystreams#|as:)/, '') : type;
}

/** A reference as it is kept: without the credentials that its query may carry. Null for what is no text. */
export function iriOf(value: unknown): string | null {
  const text = textOf(value);
  return text === null ? null : withoutCredentials(text);
}

/** The id that an object carries itself, or null. */
export function ownIdOf(object: JsonObject): string | null {
  return iriOf(object['id']) ?? iriOf(object['@id']);
}

/**
 * What a value is known by: the IRI it is, its own id, where a link leads, else a digest of its content, so that two
 * copies of a nameless object are one. Null for what can't be a reference.
 */
export function idOf(value: unknown): string | null {
  if (typeof value === 'string') return iriOf(value);
  if (!isJsonObject(value)) return null;
  return ownIdOf(value) ?? iriOf(value['href']) ?? digestOf(value);
}

/** A digest of an object's content, the order of its keys apart. */
export function digestOf(object: JsonObject): string {
  return `anonymous:${createHash('sha256').update(canonical(object, 0)).digest('hex').slice(0, 32)}`;
}

function canonical(value: unknown, depth: number): string {
  if (depth > deepest) return '…';
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, depth + 1)).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? 'null';
  const keys = Object.keys(value).filter((key) => key !== '@context');
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key], depth + 1)}`)
    .join(',')}}`;
}

/** The texts of a property in any language: `content` and `contentMap`. */
export function textsOf(object: JsonObject, key: string): readonly string[] {
  return [...valuesOf(object, key), ...Object.values(objectOf(object[`${key}Map`]))].flatMap(
    (text) => textOf(isJsonObject(text) ? text['@value'] : text) ?? [],
  );
}

/** What an object is called: its name in its first language, else its account's name. */
export function nameOf(object: JsonObject): string | null {
  return textsOf(object, 'name')[0] ?? textOf(object['preferredUsername']);
}

/**
 * A time as a database reads it: the seconds that AS2 lets writers omit are added. Null when there is none; something else
 * than a text comes out as one that is no time.
 */
export function timeOf(object: JsonObject, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const [time] = valuesOf(object, key);
    if (time === undefined) continue;
    const written = textOf(isJsonObject(time) ? time['@value'] : time) ?? 'none';
    return written.replace(/(T\d{2}:\d{2})(?=Z|[+-]\d|$)/, '$1:00');
  }
  return null;
}
