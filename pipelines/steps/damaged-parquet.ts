import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { damagedParquetFile } from '../delivery/damaged-parquet-file.ts';
import { ImportError } from '../import-error.ts';
import type { Delivery } from '../sources/define.ts';
import { sqlLiteral } from '../store/run-sql.ts';
import { outOfMemory } from '../store/memory-limit.ts';

/** Turns what the engine threw into one message where a Parquet file of the delivery can't be read to its end; null otherwise. */
export async function damagedParquet(
  db: DuckDBConnection,
  delivery: Delivery,
  error: unknown,
): Promise<ImportError | null> {
  if (error instanceof ImportError || outOfMemory(error) !== null) return null;
  for (const { path } of delivery.files.filter((file) => /\.parquet$/i.test(file.path))) {
    const disk = await delivery.onDisk(path);
    // One that was removed meanwhile is not damaged: the system's own error says so.
    await stat(disk);
    try {
      await db.run(`select count(hash(t)) from read_parquet(${sqlLiteral(disk)}) t`);
    } catch (cause) {
      if (outOfMemory(cause) === null) return damagedParquetFile(path, cause);
    }
  }
  return null;
}
