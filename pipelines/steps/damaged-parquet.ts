import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
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
      if (outOfMemory(cause) === null) return damaged(path, cause);
    }
  }
  return null;
}

function damaged(path: string, cause: unknown): ImportError {
  return new ImportError(
    path,
    null,
    {
      fr: 'ce fichier Parquet est tronqué ou abîmé, ou n’en est pas un',
      en: 'this Parquet file is cut short or damaged, or is none',
    },
    {
      fr: 'Copiez-le de nouveau et comparez sa taille à celle de l’original ; sinon, écrivez-le à nouveau',
      en: 'Copy it again and compare its size with the original; failing that, write it again',
    },
    { cause },
  );
}
