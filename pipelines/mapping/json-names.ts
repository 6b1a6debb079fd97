import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ImportError } from '../import-error.ts';
import { queryRows, sqlLiteral, textOf } from '../store/run-sql.ts';
import type { Words } from '../words.ts';

const deepest = 3;
const sampled = 2000;
/** A JSON file that is one object is read whole, and the engine takes room for it beforehand. */
const [smallestRoom, largestRoom] = [16 * 2 ** 20, 512 * 2 ** 20];

type Found = { readonly names: readonly string[]; readonly records: string | null };

/**
 * The dotted names of the fields of a JSON or JSONL file, met in its first records, and where the list of records
 * stands. Lists inside a record are left out: a cell holds one value.
 */
export async function jsonNames(
  db: DuckDBConnection,
  disk: string,
  path: string,
  format: 'json' | 'jsonl',
  head: string,
  told: string | null,
): Promise<Found> {
  const file = sqlLiteral(disk);
  const shape = format === 'jsonl' ? 'newline_delimited' : 'auto';
  const records = `read_json_objects(${file}, format = '${shape}', ignore_errors = ${format === 'jsonl'}, maximum_object_size = ${await roomFor(disk)})`;
  const isList = head.trimStart().startsWith('[');
  try {
    if (format === 'jsonl' || (isList && told === null)) {
      return { names: leaves(await structure(db, `(select json from ${records})`)), records: null };
    }
    const inside = (at: string): string =>
      `(select unnest(json_extract(json, ${sqlLiteral(`${jsonPath(at)}[*]`)})) as json from ${records})`;
    const places = told === null ? listsIn(await structure(db, `(select json from ${records})`)) : [told];
    let best: Found | null = null;
    for (const at of places) {
      const names = leaves(await structure(db, inside(at)));
      if (names.length > (best?.names.length ?? 0)) best = { names, records: at };
    }
    if (best !== null) return best;
  } catch (error) {
    if (error instanceof ImportError) throw error;
    throw new ImportError(
      path,
      null,
      { fr: 'ce fichier n’est pas du JSON lisible', en: 'this file is not readable JSON' },
      { fr: 'Exportez-le à nouveau, ou enregistrez-le en CSV', en: 'Export it again, or save it as CSV' },
      { cause: error },
    );
  }
  const where: Words = told === null ? { fr: '', en: '' } : { fr: ` à « ${told} »`, en: ` at “${told}”` };
  throw new ImportError(
    path,
    null,
    {
      fr: `ce fichier JSON ne contient pas de liste d’enregistrements${where.fr}`,
      en: `this JSON file holds no list of records${where.en}`,
    },
    {
      fr: 'Dites où elle se trouve dans l’association de colonnes (file, records), ou enregistrez les données en CSV',
      en: 'Say where it stands in the mapping (file, records), or save the data as CSV',
    },
  );
}

/** The bytes that one JSON object of a file may take. */
export async function roomFor(disk: string): Promise<number> {
  const { size } = await stat(disk);
  return Math.min(largestRoom, Math.max(smallestRoom, size + 1024));
}

/** The fields of the first objects of a set of JSON values, as one object of their types. */
async function structure(db: DuckDBConnection, from: string): Promise<unknown> {
  const [row] = await queryRows(
    db,
    `select json_group_structure(json)::varchar as shape from (select json from ${from} where json_type(json) = 'OBJECT' limit ${sampled})`,
  );
  return JSON.parse(textOf(row?.['shape']) ?? '{}');
}

/** A dotted path as DuckDB writes it. */
export function jsonPath(path: string): string {
  return `$${path.split('.').map(jsonStep).join('')}`;
}

/** One key as DuckDB writes it in a path, dots and all. */
export function jsonStep(key: string): string {
  return `."${key.replaceAll('"', '\\"')}"`;
}

/** A key that no path of DuckDB can name: it takes `*` for any key, and a last backslash for one that escapes the quote. */
const isNameless = (key: string): boolean => key === '' || key === '*' || key.endsWith('\\');

function namedEntries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([key]) => !isNameless(key));
}

/** Where the lists inside an object stand. */
function listsIn(value: unknown, at: readonly string[] = []): string[] {
  if (Array.isArray(value)) return at.length === 0 ? [] : [at.join('.')];
  if (value === null || typeof value !== 'object' || at.length >= deepest) return [];
  return namedEntries(value).flatMap(([key, inner]) => listsIn(inner, [...at, key]));
}

function leaves(structure: unknown, at: readonly string[] = []): string[] {
  if (Array.isArray(structure)) return [];
  if (structure === null || typeof structure !== 'object') return at.length === 0 ? [] : [at.join('.')];
  if (at.length >= deepest) return [];
  return namedEntries(structure).flatMap(([key, value]) => leaves(value, [...at, key]));
}
