import { isJsonObject, type JsonObject } from './json-values.ts';

/**
 * A record with the keys that Graph itself writes. Tools built on Microsoft's .NET and PowerShell libraries write `Id` and
 * `CreatedDateTime` for `id` and `createdDateTime`, at every depth. A record of the usual keys is returned as it is.
 */
export function withGraphKeys(record: JsonObject): JsonObject {
  return 'Id' in record && !('id' in record) ? withLowerKeys(record) : record;
}

/** An object whose keys begin with a small letter, at every depth. */
export function withLowerKeys(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.charAt(0).toLowerCase() + key.slice(1), lowered(inner)]),
  );
}

function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  return isJsonObject(value) ? withLowerKeys(value) : value;
}
