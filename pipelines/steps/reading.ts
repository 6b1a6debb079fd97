import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api';
import type { Delivery, RowsAre } from '../sources/define.ts';
import { rowsChanged } from '../store/run-sql.ts';
import type { ReadSoFar } from './report.ts';

/** How often the engine is asked how far it has come. */
const askEveryMs = 250;
/** Files that are read one after the other are told of when so many bytes have been. */
const tellEveryBytes = 4 * 2 ** 20;
/** What records come in; pictures and films that lie beside them are not read. */
const holdsRecords =
  /\.(csv|tsv|txt|dat|edges|jsonl?|ndjson|parquet|arrows?|feather|ipc|xlsx|xml|ldif|ldf|ics|sql|html?)$/i;

/**
 * How far the reading of a delivery has come: bytes of its files, each counted once however often it is read, and the
 * records that were counted so far. Nothing is estimated but, while the engine scans one file, the share of it that the
 * engine says it has read.
 */
export class Reading {
  /** The delivery, of which every file is counted that is handed over whole. */
  readonly delivery: Delivery;
  readonly #sizes: ReadonlyMap<string, number>;
  readonly #bytesOf = new Map<string, number>();
  readonly #recordsOf = new Map<string, number>();
  #bytes = 0;
  #total = 0;
  #told = 0;
  #files = { done: 0, total: 1 };

  constructor(
    delivery: Delivery,
    private readonly db: DuckDBConnection,
    private readonly listener: (read: ReadSoFar) => void,
  ) {
    this.#sizes = new Map(delivery.files.map(({ path, size }) => [path, size]));
    for (const { path, size } of delivery.files) if (holdsRecords.test(path)) this.#total += size;
    this.delivery = {
      ...delivery,
      read: async (path) => {
        const bytes = await delivery.read(path);
        this.#count(path, bytes.length);
        return bytes;
      },
      each: (wanted, visit) =>
        delivery.each(wanted, (file, bytes) => {
          this.#count(file.path, file.size);
          if (this.#bytes - this.#told >= tellEveryBytes) this.#tell();
          return visit(file, bytes);
        }),
    };
  }

  /** So many files (or tables) of those that are read have been. */
  files(done: number, total: number): void {
    this.#files = { done, total };
    this.#tell();
  }

  /** The first `bytes` of a file have been read. */
  readTo(path: string, bytes: number): void {
    this.#count(path, bytes);
    this.#tell();
  }

  /** These files have been read whole, elsewhere than by `each`. */
  readWhole(paths: readonly string[]): void {
    for (const path of paths) this.#count(path, this.#sizes.get(path) ?? 0);
    this.#tell();
  }

  /** So many records were counted so far of a file, or of files under one name. They are told with what is read next. */
  counted(of: string, records: number): void {
    this.#recordsOf.set(of, records);
  }

  /** Has the engine read a file: `run` ends with a statement that makes a table of it. */
  async scan(path: string, run: () => Promise<DuckDBMaterializedResult>, rowsAre: RowsAre = 'records'): Promise<void> {
    const size = this.#sizes.get(path) ?? 0;
    const timer = setInterval(() => {
      const { percentage } = this.db.progress;
      if (percentage <= 0) return;
      this.#count(path, Math.floor((size * percentage) / 100));
      this.#tell();
    }, askEveryMs);
    try {
      const result = await run();
      if (rowsAre === 'records') this.counted(path, await rowsChanged(result));
      this.#count(path, size);
      this.#tell();
    } finally {
      clearInterval(timer);
    }
  }

  #count(path: string, bytes: number): void {
    const former = this.#bytesOf.get(path);
    if (former === undefined && !holdsRecords.test(path)) this.#total += this.#sizes.get(path) ?? 0;
    const read = Math.min(bytes, this.#sizes.get(path) ?? 0);
    if (read <= (former ?? -1)) return;
    this.#bytesOf.set(path, read);
    this.#bytes += read - (former ?? 0);
  }

  #tell(): void {
    this.#told = this.#bytes;
    const records = [...this.#recordsOf.values()].reduce((sum, each) => sum + each, 0);
    this.listener({
      ...this.#files,
      bytes: this.#bytes === 0 ? null : { done: this.#bytes, total: this.#total },
      records: records === 0 ? null : records,
    });
  }
}
