import { mkdir } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { accessRefused } from '../access-refused.ts';
import { isSmallDelivery } from '../delivery/size.ts';
import { isDiskFull } from '../disk-full.ts';
import { ImportError } from '../import-error.ts';
import type { SourceOptions, Staged } from '../sources/define.ts';
import { queryRows, runSqlFile, textOf } from '../store/run-sql.ts';
import { outOfMemory } from '../store/memory-limit.ts';
import type { Words } from '../words.ts';
import { damagedParquet } from './damaged-parquet.ts';
import { Reading } from './reading.ts';
import type { Received } from './receive.ts';
import type { ReadSoFar } from './report.ts';

/** Events before this are clocks gone wrong: no platform that is read here is older. */
export const earliestDay = '1995-01-01';

const dayMs = 86_400_000;

export interface StageRequest {
  readonly received: Received;
  readonly options: SourceOptions;
  readonly workFolder: string;
  readonly db: DuckDBConnection;
  readonly now: Date;
  warn(message: Words): void;
  progress(read: ReadSoFar): void;
}

/**
 * Fills the staged tables of an in-memory database from one delivery. A source may use the variables `earliest` and
 * `latest` (UTC, a day of grace past the import) to reject a record by its date; the load step holds to them anyway.
 */
export async function stage(request: StageRequest): Promise<Staged> {
  const { db, received, workFolder } = request;
  await mkdir(workFolder, { recursive: true });
  await runSqlFile(db, new URL('../canonical/staging.sql', import.meta.url), {
    earliest: earliestDay,
    latest: new Date(request.now.getTime() + dayMs).toISOString().slice(0, 19),
  });
  // The engine keeps count of how far it is only when it is asked to, and would draw it on the terminal.
  if (!isSmallDelivery(received.delivery)) {
    await db.run('set enable_progress_bar = true; set enable_progress_bar_print = false; set progress_bar_time = 0');
  }
  const reading = new Reading(received.delivery, db, (read) => request.progress(read));
  const staging = received.source.stage({
    delivery: reading.delivery,
    options: request.options,
    workFolder,
    db,
    runSql: (file, variables = {}) => runSqlFile(db, file, variables),
    warn: (message) => request.warn(message),
    progress: (done, total) => reading.files(done, total),
    readTo: (path, bytes) => reading.readTo(path, bytes),
    readWhole: (paths) => reading.readWhole(paths),
    counted: (of, records) => reading.counted(of, records),
    scan: (path, run, rowsAre) => reading.scan(path, run, rowsAre),
  });
  const staged = await staging.catch(async (error: unknown) => {
    throw (await damagedParquet(db, received.delivery, error)) ?? (await notOfThisKind(received, error)) ?? error;
  });
  await dropReadingTables(db);
  return staged;
}

/** A source that was forced upon files that it does not recognise may meet anything: it is not a fault of ours. */
async function notOfThisKind({ source, delivery }: Received, error: unknown): Promise<ImportError | null> {
  if (error instanceof ImportError || outOfMemory(error) !== null || isDiskFull(error)) return null;
  if (accessRefused(error) !== null || (await source.recognise(delivery, {})) > 0) return null;
  const { label } = source;
  return new ImportError(
    delivery.name,
    null,
    { fr: `rien n’y a la forme de « ${label.fr} »`, en: `nothing in it has the form of “${label.en}”` },
    {
      fr: 'Laissez Vigie reconnaître le format (sans --source), ou donnez l’export d’origine tel quel',
      en: 'Let Vigie recognise the format (without --source), or give the original export as it is',
    },
    { cause: error },
  );
}

/** What a source made on its way holds the delivery's texts: nothing but the staged tables outlives the reading. */
async function dropReadingTables(db: DuckDBConnection): Promise<void> {
  const views = await queryRows(db, 'select view_name as name from duckdb_views() where not internal');
  const tables = await queryRows(db, 'select table_name as name from duckdb_tables() where not internal');
  const drop = (kind: string, made: readonly Record<string, unknown>[]): string[] =>
    made.map(({ name }) => `drop ${kind} if exists "${textOf(name)}"`);
  const readingTables = tables.filter(({ name }) => textOf(name)?.startsWith('staged_') !== true);
  const drops = [...drop('view', views), ...drop('table', readingTables)];
  if (drops.length > 0) await db.run(drops.join('; '));
}
