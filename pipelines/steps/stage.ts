import { mkdir, readFile } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { SourceOptions, Staged } from '../sources/define.ts';
import { runSqlFile, setVariables } from '../store/run-sql.ts';
import type { Received } from './receive.ts';

/** Events before this are clocks gone wrong: no platform that is read here is older. */
export const earliestDay = '1995-01-01';

const dayMs = 86_400_000;

export interface StageRequest {
  readonly received: Received;
  readonly options: SourceOptions;
  readonly workFolder: string;
  readonly db: DuckDBConnection;
  readonly now: Date;
  warn(message: string): void;
  progress(done: number, total: number): void;
}

/**
 * Fills the staged tables of an in-memory database from one delivery. A source may use the variables `earliest` and
 * `latest` (UTC, a day of grace past the import) to reject a record by its date; the load step holds to them anyway.
 */
export async function stage(request: StageRequest): Promise<Staged> {
  const { db, received, workFolder } = request;
  await mkdir(workFolder, { recursive: true });
  await db.run(await readFile(new URL('../canonical/staging.sql', import.meta.url), 'utf8'));
  await setVariables(db, {
    earliest: earliestDay,
    latest: new Date(request.now.getTime() + dayMs).toISOString().slice(0, 19),
  });
  return received.source.stage({
    delivery: received.delivery,
    options: request.options,
    workFolder,
    db,
    runSql: (file, variables = {}) => runSqlFile(db, file, variables),
    warn: (message) => request.warn(message),
    progress: (done, total) => request.progress(done, total),
  });
}
