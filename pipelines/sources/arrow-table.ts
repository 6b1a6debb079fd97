import { type FileHandle, open, stat } from 'node:fs/promises';
import { DataType, RecordBatchReader } from 'apache-arrow';
import { ImportError } from '../import-error.ts';
import { CsvWriter } from './csv-writer.ts';

/**
 * The column names of an Arrow IPC file (or stream) on disk. Throws ImportError when it is none.
 * Feather of version 2 is the same format under another name.
 */
export async function arrowColumns(disk: string, shownAs: string): Promise<string[]> {
  return withReader(disk, shownAs, (reader) => Promise.resolve(reader.schema.fields.map(({ name }) => name)));
}

/**
 * Writes an Arrow IPC file as CSV, one batch of rows in memory at a time: moments as ISO 8601 in UTC, days as
 * `YYYY-MM-DD`, whole numbers with all their digits, nested values as nothing. Of a column that is not to be kept only
 * the name is written. Throws ImportError when it can't be read.
 */
export async function arrowToCsv(
  disk: string,
  target: string,
  shownAs: string,
  isKept: (column: string) => boolean,
): Promise<void> {
  await withReader(disk, shownAs, async (reader) => {
    const writer = new CsvWriter(target);
    try {
      writer.put(reader.schema.fields.map(({ name }) => name));
      const { size } = await stat(disk);
      for await (const batch of reader) {
        if (batch.numRows > size * 8) throw new Error('more rows than bits');
        const columns = batch.schema.fields.map(({ name, type }, at) => ({
          type,
          values: isKept(name) ? batch.getChildAt(at) : null,
        }));
        for (let row = 0; row < batch.numRows; row++) {
          writer.put(columns.map(({ type, values }) => fieldText(type, values?.get(row))));
        }
      }
    } finally {
      writer.close();
    }
  });
}

async function withReader<T>(
  disk: string,
  shownAs: string,
  use: (reader: Awaited<ReturnType<typeof opened>>) => Promise<T>,
): Promise<T> {
  const handle = await open(disk, 'r');
  try {
    return await use(await opened(boundedReads(handle, (await handle.stat()).size)));
  } catch (error) {
    throw new ImportError(
      shownAs,
      null,
      { fr: 'ce fichier n’est pas de l’Arrow lisible', en: 'this file is not readable Arrow' },
      {
        fr: 'Écrivez-le sans compression (Arrow IPC, ou Feather version 2), ou en Parquet, puis importez-le à nouveau',
        en: 'Write it without compression (Arrow IPC, or Feather version 2), or as Parquet, then import it again',
      },
      { cause: error },
    );
  } finally {
    await handle.close().catch(() => undefined); // the reader may have closed it at the end
  }
}

/** An Arrow message begins with 8 bytes, and a file with a few more reads than messages. */
const bytesPerRead = 8;
const readsBeside = 64;

/**
 * A file that is read no oftener than one of its size can be: a damaged footer promises billions of batches, each of which
 * the library looks for.
 */
function boundedReads(handle: FileHandle, size: number): FileHandle {
  let left = readsBeside + size / bytesPerRead;
  return new Proxy(handle, {
    get(target, key) {
      if (key === 'read' && --left < 0) throw new Error('more batches than bytes');
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

async function opened(handle: FileHandle) {
  const reader = await RecordBatchReader.from(handle);
  return reader.open();
}

function fieldText(type: DataType, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  const isMoment = DataType.isTimestamp(type) || DataType.isDate(type);
  const moment = value instanceof Date ? value.getTime() : typeof value === 'number' ? value : Number.NaN;
  if (isMoment) return Number.isNaN(moment) ? null : momentText(moment, DataType.isDate(type));
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

function momentText(milliseconds: number, isDay: boolean): string | null {
  if (Math.abs(milliseconds) > 8.64e15) return null;
  const written = new Date(milliseconds).toISOString();
  return isDay ? written.slice(0, 10) : written;
}
