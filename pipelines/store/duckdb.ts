import { statfs } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { giveBackEngine, takeEngine } from './engines.ts';
import { sqlLiteral } from './run-sql.ts';
import { isSmallFile } from './small-file.ts';

export interface OpenOptions {
  /** Where the engine may spill; wiped by the writer when it starts. */
  readonly tempFolder: string;
  readonly readOnly?: boolean;
  /** Such as `2GB`; the default leaves room for a server beside us. */
  readonly memoryLimit?: string;
  /**
   * Whether there is little to work on: one thread does it sooner than several that wait for each other. The default goes
   * by the size of the file; nothing is known of what will come into a database in memory.
   */
  readonly isSmall?: boolean;
  /**
   * Whether a file is being built, which is worth nothing until it is closed: what is committed to it is then not logged
   * first, and one that was not closed must be thrown away. It is written in the format of this engine, which no older one
   * needs to read: half of what it takes to write a small file in the oldest goes into trying ways to compress it.
   */
  readonly isBuilt?: boolean;
}

/** An open database and the connection that the pipeline uses. */
export interface OpenDatabase {
  readonly db: DuckDBConnection;
  /** A second connection, for what can go on beside the first. It sees the same tables, but no temporary ones; it ends with the database. */
  beside(): Promise<DuckDBConnection>;
  /** Closes connections and file, which then holds all that was committed, and frees the path for another opening. Safe to call twice. */
  close(): Promise<void>;
}

const inMemory = ':memory:';
/** What a thread may hold: one that reads JSON takes a line of up to 64 MB, and the rows on which it works. */
const mebibytesToAThread = 256;
/** The format in which a file is built. */
const fileFormat = 'v1.5.0';
/** What is open, and what is being closed. */
const openPaths = new Map<string, Promise<void> | null>();

/**
 * Opens a DuckDB file (or `:memory:`), in UTC and with bounded memory and spill.
 * Throws when this process already holds the file: the engine takes no lock against itself, and the second handle
 * would silently overwrite what the first committed.
 */
export async function openDuckDb(path: string, options: OpenOptions): Promise<OpenDatabase> {
  const key = path === inMemory ? null : await resolvedPath(path);
  if (key !== null) {
    await openPaths.get(key);
    if (openPaths.has(key))
      throw new Error(`${path} is already open in this process; close it before opening it again`);
    openPaths.set(key, null);
  }
  let engine: DuckDBInstance | null = null;
  try {
    const memory = options.memoryLimit ?? '2GB';
    const isSmall = options.isSmall ?? (key !== null && (await isSmallFile(path)));
    engine = await takeEngine({
      memory_limit: memory,
      temp_directory: options.tempFolder,
      max_temp_directory_size: await spillLimit(options.tempFolder),
      threads: isSmall ? 1 : threadsWithin(memory),
    });
    return await attached(engine, path, options, key);
  } catch (error) {
    if (engine !== null) await giveBackEngine(engine);
    if (key !== null) openPaths.delete(key);
    throw error;
  }
}

async function attached(
  engine: DuckDBInstance,
  path: string,
  { readOnly = false, isBuilt = false }: OpenOptions,
  key: string | null,
): Promise<OpenDatabase> {
  const connections: DuckDBConnection[] = [];
  const connect = async (first: string): Promise<DuckDBConnection> => {
    const connection = await engine.connect();
    connections.push(connection);
    await connection.run(`set timezone = 'UTC'; ${first}use store`);
    return connection;
  };
  const disconnect = (): void => {
    for (const connection of connections.splice(0)) connection.closeSync();
  };
  try {
    const how = readOnly
      ? ' (read_only)'
      : isBuilt
        ? ` (recovery_mode 'no_wal_writes', storage_version '${fileFormat}')`
        : '';
    const db = await connect(`attach ${sqlLiteral(path)} as store${how}; `);
    let closing: Promise<void> | null = null;
    return {
      db,
      beside: () => connect(''),
      close() {
        if (closing !== null) return closing;
        disconnect();
        closing = giveBackEngine(engine).finally(() => {
          if (key !== null) openPaths.delete(key);
        });
        if (key !== null) openPaths.set(key, closing);
        return closing;
      },
    };
  } catch (error) {
    disconnect();
    throw error;
  }
}

/** As many threads as have room in the memory, when it is in mebibytes; null where that is room for all of the machine's. */
function threadsWithin(memory: string): number | null {
  const mebibytes = Number(/^(\d+)MiB$/.exec(memory)?.[1] ?? Number.POSITIVE_INFINITY);
  const threads = Math.max(1, Math.floor(mebibytes / mebibytesToAThread));
  return threads < availableParallelism() ? threads : null;
}

/** Half of what the disk has left: a runaway join must not fill it. */
async function spillLimit(folder: string): Promise<string> {
  const { bavail, bsize } = await statfs(folder);
  return `${Math.max(64, Math.floor((bavail * bsize) / 2 / 2 ** 20))}MiB`;
}

/** The folder is resolved through its links even when the file does not exist yet. */
async function resolvedPath(path: string): Promise<string> {
  return join(await realpath(dirname(resolve(path))), basename(path));
}
