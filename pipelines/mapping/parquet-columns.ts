import { basename } from 'node:path';
import { type DuckDBConnection, DuckDBStructType, type DuckDBType } from '@duckdb/node-api';
import { damagedParquetFile } from '../delivery/damaged-parquet-file.ts';
import { sqlLiteral } from '../store/run-sql.ts';

const deepest = 3;

/**
 * The columns of a Parquet file on disk by name, each with the SQL that reads it: a record within a column gives one column
 * for each of its fields, named as the fields of nested JSON are (author.id).
 */
export async function parquetColumns(db: DuckDBConnection, disk: string): Promise<ReadonlyMap<string, string>> {
  const file = await db.runAndReadAll(`from read_parquet(${sqlLiteral(disk)}) limit 0`).catch((error: unknown) => {
    throw damagedParquetFile(basename(disk), error);
  });
  const types = file.columnTypes();
  return new Map(
    file.columnNames().flatMap((name, at) => fieldsOf(name, `"${name.replaceAll('"', '""')}"`, types[at], deepest)),
  );
}

function fieldsOf(name: string, sql: string, type: DuckDBType | undefined, levels: number): [string, string][] {
  if (!(type instanceof DuckDBStructType) || levels === 1) return [[name, sql]];
  return type.entryNames.flatMap((field, at) =>
    fieldsOf(`${name}.${field}`, `struct_extract(${sql}, ${sqlLiteral(field)})`, type.entryTypes[at], levels - 1),
  );
}
