import { DuckDBInstance, type DuckDBResultReader } from '@duckdb/node-api';
import { sqlLiteral, textOf } from './run-sql.ts';

/** How an engine is to be set for its next use. */
export interface EngineSettings {
  readonly memory_limit: string;
  readonly temp_directory: string;
  readonly max_temp_directory_size: string;
  /** Null: as many as the machine has. */
  readonly threads: number | null;
}

/** Engines that nothing uses: starting one takes longer than most of what a small import asks of it. */
const idle: DuckDBInstance[] = [];
/** How each was last set. */
const lastSettings = new WeakMap<DuckDBInstance, EngineSettings>();

/** An engine without any database but its own empty one. It fetches no extension. */
export async function takeEngine(settings: EngineSettings): Promise<DuckDBInstance> {
  const known = idle.pop();
  if (known === undefined) {
    const { threads, ...others } = settings;
    const engine = await DuckDBInstance.create(':memory:', {
      ...others,
      ...(threads === null ? {} : { threads: String(threads) }),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    lastSettings.set(engine, settings);
    return engine;
  }
  try {
    const changed = changes(lastSettings.get(known), settings);
    if (changed.length > 0) await runOn(known, changed);
    lastSettings.set(known, settings);
    return known;
  } catch {
    // One that has spilled keeps its folder for good.
    known.closeSync();
    return await takeEngine(settings);
  }
}

function changes(former: EngineSettings | undefined, settings: EngineSettings): string[] {
  const names = ['memory_limit', 'temp_directory', 'max_temp_directory_size', 'threads'] as const;
  return names
    .filter((name) => former?.[name] !== settings[name])
    .map((name) => {
      const value = settings[name];
      return value === null ? `reset ${name}` : `set ${name} = ${sqlLiteral(value)}`;
    });
}

/**
 * Detaches what an engine holds, which writes out what was committed and frees the files, and keeps the engine for the next
 * use. One that something has broken is closed instead.
 */
export async function giveBackEngine(engine: DuckDBInstance): Promise<void> {
  try {
    const attached = await runOn(engine, [
      "select database_name from duckdb_databases() where not internal and database_name <> 'memory'",
    ]);
    await runOn(engine, [
      ...attached.getRowsJson().map(([name]) => `detach database if exists ${textOf(name)}`),
      // What it has read of files that may since have been written anew.
      'set enable_external_file_cache = false',
      'reset enable_external_file_cache',
      'reset disabled_optimizers',
    ]);
    idle.push(engine);
  } catch {
    engine.closeSync();
  }
}

async function runOn(engine: DuckDBInstance, statements: readonly string[]): Promise<DuckDBResultReader> {
  const connection = await engine.connect();
  try {
    return await connection.runAndReadAll(statements.join('; '));
  } finally {
    connection.closeSync();
  }
}
