import { ImportError } from '../../import-error.ts';
import { isJsonObject, type JsonObject } from '../json-values.ts';
import { typesOf, valuesOf } from './as2-values.ts';

/** Why a record is rejected: what it says can't be what the standard means. */
export type RecordFault = 'foreign_context' | 'invalid_id' | 'invalid_type' | 'invalid_actor' | 'invalid_object';

/** The address by which a document says that it is Activity Streams 2.0; `http:` and `https:` both occur. */
export const activityStreamsAddress = /https?:\/\/www\.w3\.org\/ns\/activitystreams/;

const deepestContext = 8;

/** Properties that name an object: a number or a boolean there means nothing. */
const references = ['object', 'target', 'inReplyTo', 'context', 'audience', 'to', 'tag'] as const;

/** What is wrong with a record, or null. */
export function faultOf(record: JsonObject): RecordFault | null {
  if (!isOurContext(record)) return 'foreign_context';
  if ([record['id'], record['@id']].some((id) => (id ?? null) !== null && typeof id !== 'string')) return 'invalid_id';
  if (['type', '@type'].some((key) => valuesOf(record, key).some((type) => typeof type !== 'string'))) {
    return 'invalid_type';
  }
  const isReference = (value: unknown) => typeof value === 'string' || isJsonObject(value);
  const odd = (key: string) => !valuesOf(record, key).every(isReference);
  if (odd('actor') || odd('attributedTo')) return 'invalid_actor';
  return references.some(odd) ? 'invalid_object' : null;
}

/** Whether a document may be Activity Streams 2.0: it says so, adds terms of its own only, or says nothing at all. */
export function isOurContext(object: JsonObject): boolean {
  const context = object['@context'] ?? null;
  if (context === null) return true;
  return isJsonObject(context) || namesOurs(context, 0);
}

/** Looks no deeper than anybody writes: a document may be made to exhaust whoever goes down it. */
function namesOurs(context: unknown, depth: number): boolean {
  if (typeof context === 'string') return activityStreamsAddress.test(context);
  if (depth > deepestContext) return false;
  const parts = Array.isArray(context) ? context : isJsonObject(context) ? Object.values(context) : [];
  return parts.some((part) => namesOurs(part, depth + 1));
}

/** Throws ImportError when a record is of the first version, which said the same things in other words. */
export function refuseFirstVersion(record: JsonObject, file: string, line: number | null): void {
  const hasVerb = typeof record['verb'] === 'string' || typeof record['objectType'] === 'string';
  if (!hasVerb || typesOf(record).length > 0 || '@context' in record) return;
  throw new ImportError(
    file,
    line,
    {
      fr: 'ce document suit Activity Streams 1.0 (verb, objectType), que Vigie ne lit pas',
      en: 'this document follows Activity Streams 1.0 (verb, objectType), which Vigie does not read',
    },
    {
      fr: 'Exportez en Activity Streams 2.0 (type, actor, object), ou convertissez le fichier, puis importez à nouveau',
      en: 'Export as Activity Streams 2.0 (type, actor, object), or convert the file, then import again',
    },
  );
}
