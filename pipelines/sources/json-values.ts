/** A JSON object, seen without trusting what is inside. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed JSON value is an object (and not a list or null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one when it is anything else, so that a key can always be asked for. */
export function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The value as a list; an empty one when it is anything else (Slack writes null, Mattermost too). */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * A string or number as text, null when empty or of another type. Exporters write the same key as either.
 * Halves of surrogate pairs and NULs, which a cut emoji leaves behind, are replaced: databases refuse them.
 */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string' || value === '') return null;
  // Nearly every text is whole: looking costs a tenth of replacing.
  return value.isWellFormed() && !value.includes('\0') ? value : value.replace(/[\p{Surrogate}\0]/gu, '\uFFFD');
}

/** A whole number, given as number or digits; null for anything else or beyond exact range. */
export function wholeNumberOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}
