import { statfs } from 'node:fs/promises';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

export interface OpenOptions {
  /** Where the engine may spill; wiped by the writer when it starts. */
  readonly tempFolder: string;
  readonly readOnly?: boolean;
  /** Such as `2GB`; the default leaves room for a server beside us. */
  readonly memoryLimit?: string;
  /** Whether there is little to work on: one thread does it sooner than several that wait for each other. */
  readonly isSmall?: boolean;
}

/** An open database and the connection that the pipeline uses. */
export interface OpenDatabase {
  readonly db: DuckDBConnection;
  /** A second connection, for what can go on beside the first. It sees the same tables, but no temporary ones; it ends with the database. */
  beside(): Promise<DuckDBConnection>;
  /** Closes connection and file, and frees the path for another opening. Safe to call twice. */
  close(): void;
}

const inMemory = ':memory:';
const openPaths = new Set<string>();

/**
 * Opens a DuckDB file (or `:memory:`), in UTC and with bounded memory and spill.
 * Throws when this process already holds the file: the engine takes no lock against itself, and the second handle
 * would silently overwrite what the first committed.
 */
export async function openDuckDb(path: string, options: OpenOptions): Promise<OpenDatabase> {
  const key = path === inMemory ? null : await resolvedPath(path);
  if (key !== null) {
    if (openPaths.has(key))
      throw new Error(`${path} is already open in this process; close it before opening it again`);
    openPaths.add(key);
  }
  try {
    const instance = await DuckDBInstance.create(path, {
      access_mode: options.readOnly ? 'READ_ONLY' : 'AUTOMATIC',
      memory_limit: options.memoryLimit ?? '2GB',
      temp_directory: options.tempFolder,
      max_temp_directory_size: await spillLimit(options.tempFolder),
      ...(options.isSmall === true ? { threads: '1' } : {}),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const connections: DuckDBConnection[] = [];
    const connect = async (): Promise<DuckDBConnection> => {
      const connection = await instance.connect();
      connections.push(connection);
      await connection.run(`set timezone = 'UTC'`);
      return connection;
    };
    const db = await connect();
    let open = true;
    return {
      db,
      beside: connect,
      close() {
        if (!open) return;
        open = false;
        for (const connection of connections) connection.closeSync();
        instance.closeSync();
        if (key !== null) openPaths.delete(key);
      },
    };
  } catch (error) {
    if (key !== null) openPaths.delete(key);
    throw error;
  }
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
