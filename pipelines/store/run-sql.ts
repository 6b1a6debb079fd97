import { readFile } from 'node:fs/promises';
import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api';

/** What a .sql file may read through `getvariable('name')`. */
export type SqlVariable = string | number | boolean | null | readonly string[];

/** Runs the statements of a .sql file, with the given session variables set first. Gives what the last of them does. */
export async function runSqlFile(
  db: DuckDBConnection,
  file: URL,
  variables: Readonly<Record<string, SqlVariable>> = {},
): Promise<DuckDBMaterializedResult> {
  return await db.run(settings(variables) + (await textOfFile(file)));
}

const texts = new Map<string, Promise<string>>();

/** The statements of a .sql file, read once: it does not change under a running process. */
function textOfFile({ href }: URL): Promise<string> {
  const known = texts.get(href);
  if (known !== undefined) return known;
  const text = readFile(new URL(href), 'utf8');
  texts.set(href, text);
  return text;
}

/** Sets session variables. */
export async function setVariables(
  db: DuckDBConnection,
  variables: Readonly<Record<string, SqlVariable>>,
): Promise<void> {
  if (Object.keys(variables).length > 0) await db.run(settings(variables));
}

function settings(variables: Readonly<Record<string, SqlVariable>>): string {
  return Object.entries(variables)
    .map(([name, value]) => {
      if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`not a variable name: ${name}`);
      return `set variable ${name} = ${sqlLiteral(value)};\n`;
    })
    .join('');
}

/** A value as SQL text. */
export function sqlLiteral(value: SqlVariable): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return `[${value.map(sqlLiteral).join(', ')}]::varchar[]`;
}

/** The rows of a query as plain objects: bigints as numbers, dates and timestamps as ISO-like text. */
export async function queryRows(db: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  const reader = await db.runAndReadAll(sql);
  const types = reader.columnTypes().map(String);
  const counts = new Set(reader.columnNames().filter((_, index) => /^U?(BIGINT|HUGEINT)$/.test(types[index] ?? '')));
  return reader
    .getRowObjectsJson()
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, counts.has(name) && value !== null ? Number(value) : value]),
      ),
    );
}

/** How many rows a statement made: one that fills a table, inserts or deletes says so as its result. */
export async function rowsChanged(result: DuckDBMaterializedResult): Promise<number> {
  const [row] = await result.getRowsJson();
  return Number(row?.[0] ?? 0);
}

/** A value of a row as text, or null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
