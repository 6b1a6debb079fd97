import { isJsonObject, type JsonObject, objectOf } from '../json-values.ts';
import { idOf, iriOf, typesOf, valuesOf } from './as2-values.ts';

const everyone = /^((https?:\/\/www\.w3\.org\/ns\/activitystreams#|as:)?Public)$/;

/** Where something may be published, in the order in which to look for a community. */
export function placesOf(activity: JsonObject, content: JsonObject): readonly string[] {
  return ['context', 'audience', 'target', 'to'].flatMap((key) => idsOf(activity, content, [key]));
}

/** Whom something is addressed to, or null when that is everyone or not said. */
export function recipientsOf(activity: JsonObject, content: JsonObject): readonly string[] | null {
  const ids = idsOf(activity, content, ['to', 'cc', 'bto', 'bcc', 'audience']);
  return ids.length === 0 || ids.some((id) => everyone.test(id)) ? null : ids;
}

/** Whom something names, each once: the addresses of its `Mention` tags. */
export function mentionsOf(activity: JsonObject, content: JsonObject): readonly string[] {
  const tags = [...valuesOf(activity, 'tag'), ...(content === activity ? [] : valuesOf(content, 'tag'))];
  const mentioned = tags.filter((tag) => isJsonObject(tag) && typesOf(tag).includes('Mention'));
  return [...new Set(mentioned.flatMap((tag) => iriOf(objectOf(tag)['href']) ?? []))];
}

function idsOf(activity: JsonObject, content: JsonObject, keys: readonly string[]): readonly string[] {
  const values = keys.flatMap((key) => [
    ...valuesOf(activity, key),
    ...(content === activity ? [] : valuesOf(content, key)),
  ]);
  return [...new Set(values.flatMap((value) => idOf(value) ?? []))];
}
