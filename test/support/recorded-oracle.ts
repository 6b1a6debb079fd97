import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** Between the keys of a path into a file of fixtures/oracle; no key holds it. */
const separator = ' > ';

/** Names the folder where the processes of a test run write down what they read of fixtures/oracle. */
export const oracleReads = 'VIGIE_ORACLE_READS';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Paths of all values: objects are gone into, lists of objects as one object each, other lists are one value. A text is for
 * the reader, and no value.
 */
export function oraclePaths(path: string, value: unknown): string[] {
  if (typeof value === 'string') return [];
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, inner]) => oraclePaths(path + separator + key, inner));
  }
  if (!Array.isArray(value) || !value.some(isObject)) return [path];
  return [...new Set(value.flatMap((inner: unknown) => oraclePaths(path, inner)))];
}

const known = new Set<string>();

/** Writes down at once that a value was read: a process may be ended without warning. */
function note(folder: string, path: string): void {
  if (known.has(path)) return;
  known.add(path);
  appendFileSync(join(folder, String(process.pid)), `${path}\n`);
}

/**
 * The content of a file of fixtures/oracle, which tells the test run each value that a test takes out of it.
 * @param path of the file in that folder, without extension.
 */
export function recordedOracle<Content>(path: string, content: Content): Content {
  const folder = process.env[oracleReads];
  return folder === undefined ? content : (record(folder, path, content) as Content);
}

function record(folder: string, path: string, value: unknown): unknown {
  if (isObject(value)) {
    const copy = {};
    for (const [key, inner] of Object.entries(value)) {
      const at = path + separator + key;
      const recorded = record(folder, at, inner);
      const isLeaf = !isObject(inner) && !(Array.isArray(inner) && inner.some(isObject));
      const get = (): unknown => {
        if (isLeaf) note(folder, at);
        return recorded;
      };
      Object.defineProperty(copy, key, { enumerable: true, get });
    }
    return copy;
  }
  return Array.isArray(value) && value.some(isObject)
    ? value.map((inner: unknown) => record(folder, path, inner))
    : value;
}
