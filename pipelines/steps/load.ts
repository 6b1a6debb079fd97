import { createHash } from 'node:crypto';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Staged } from '../sources/define.ts';
import { syncTree, writeDurably } from '../store/durable.ts';
import type { OpenDatabase } from '../store/duckdb.ts';
import { hmacPads } from '../store/hmac-pads.ts';
import { type Manifest, manifestFormat, type Removal } from '../store/manifest.ts';
import { queryRows, runSqlFile, sqlLiteral, textOf } from '../store/run-sql.ts';
import { sealIdentityList } from '../store/vault.ts';
import type { Words } from '../words.ts';
import type { Accounting } from './check.ts';

export interface LoadRequest {
  readonly database: OpenDatabase;
  readonly staged: Staged;
  readonly accounting: Accounting;
  /** Written here, in full, before anyone sees it; the caller gives it its final name. */
  readonly folder: string;
  readonly importId: string;
  readonly source: string;
  readonly name: string;
  readonly importedAt: Date;
  readonly deliveryHash: string;
  readonly files: number;
  readonly demo: boolean;
  readonly timeZone: string;
  readonly secretKey: Buffer;
  readonly warnings: readonly Words[];
  /** Rows of the delivery that were left out before. */
  readonly removed?: readonly Removal[];
  /** Seconds since the import began. */
  seconds(): number;
  progress(done: number, total: number): void;
}

const tables = ['people', 'communities', 'memberships', 'interventions', 'rejected'] as const;

/** Replaces native ids by pseudonyms and writes an import folder: Parquet tables, sealed identities, manifest, all synced. */
export async function load(request: LoadRequest): Promise<Manifest> {
  const { folder } = request;
  const { db } = request.database;
  const steps = 3;
  await mkdir(folder, { recursive: true });
  const pads = hmacPads(request.secretKey);
  const keys = `set variable inner_pad = unhex('${pads.inner}'); set variable outer_pad = unhex('${pads.outer}')`;
  const names = { source: request.source, import_id: request.importId };
  await db.run(keys);
  await runSqlFile(db, new URL('./load-events.sql', import.meta.url), {
    ...names,
    event_salt: createHash('sha256')
      .update(`vigie events of ${request.source}`)
      .update(request.secretKey)
      .digest('base64')
      .slice(0, 22),
  });
  request.progress(1, steps);
  // The events take the longest to write; all else is done meanwhile.
  const [events, others] = await Promise.allSettled([
    writeEvents(db, join(folder, 'events')),
    writeOthers(request, keys, names),
  ]);
  if (events.status === 'rejected') throw events.reason;
  if (others.status === 'rejected') throw others.reason;
  request.progress(2, steps);
  const manifest: Manifest = { ...others.value, seconds: request.seconds() };
  await writeDurably(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, folder);
  await syncTree(folder);
  return manifest;
}

/** Writes everything but the events and the manifest, which it returns. */
async function writeOthers(
  request: LoadRequest,
  keys: string,
  names: Readonly<Record<string, string>>,
): Promise<Omit<Manifest, 'seconds'>> {
  const { folder, secretKey } = request;
  const db = await request.database.beside();
  await db.run(keys);
  await runSqlFile(db, new URL('./load-others.sql', import.meta.url), names);
  const rows: Record<string, number> = {};
  const hasFigures = await hasRows(db, 'staged_reported');
  if (hasFigures) await runSqlFile(db, new URL('./load-reported.sql', import.meta.url), names);
  for (const table of hasFigures ? [...tables, 'reported'] : tables) {
    const target = sqlLiteral(join(folder, `${table}.parquet`));
    const [copied] = await queryRows(db, `copy loaded_${table} to ${target} (format parquet, compression zstd)`);
    rows[table] = Number(copied?.['Count']);
  }
  const identities = await identityLines(db);
  await writeDurably(
    join(folder, 'identities.sealed'),
    sealIdentityList(`[${identities.join(',')}]`, secretKey),
    folder,
  );
  // Everyone named has one identity.
  return describe(request, db, { ...rows, persons: identities.length });
}

/** Each identity as JSON, which the engine writes: a hundred thousand people as objects take longer than all their messages of a month. */
async function identityLines(db: DuckDBConnection): Promise<string[]> {
  // Not put together into one text by the engine, where it would be in memory twice.
  const result = await db.run('select to_json(i)::varchar from loaded_identities i order by person_id');
  const lines: string[] = [];
  for await (const rows of result.yieldRowsJson()) for (const [line] of rows) lines.push(textOf(line) ?? '');
  return lines;
}

/** Writes the events by month: `month=2024-03`, and `month=undated` for those without a date. */
async function writeEvents(db: DuckDBConnection, folder: string): Promise<void> {
  if (!(await hasRows(db, 'staged_events'))) return;
  // Events meet the people, not the reverse: left to itself, the planner may hash a million events to look up each person.
  await db.run(
    `set disabled_optimizers = 'join_order,build_side_probe_side';
     copy loaded_events to ${sqlLiteral(folder)} (format parquet, partition_by (month));
     reset disabled_optimizers`,
  );
  // Partitions are named after the first day of the month; formatting a name for each event would cost more than this.
  for (const name of await readdir(folder)) {
    const month = /^month=(\d{4}-\d{2})-01$/.exec(name)?.[1] ?? 'undated';
    await rename(join(folder, name), join(folder, `month=${month}`));
  }
}

async function hasRows(db: DuckDBConnection, table: string): Promise<boolean> {
  return (await queryRows(db, `select 1 from ${table} limit 1`)).length > 0;
}

async function describe(
  request: LoadRequest,
  db: DuckDBConnection,
  rows: Readonly<Record<string, number>>,
): Promise<Omit<Manifest, 'seconds'>> {
  const { accounting, staged } = request;
  await runSqlFile(db, new URL('./days.sql', import.meta.url));
  const zone = sqlLiteral(staged.clock === 'absolute' ? request.timeZone : 'UTC');
  const kinds = await queryRows(
    db,
    `select kind, events, min(first_day) over ()::varchar as first_day, max(last_day) over ()::varchar as last_day
     from (
       select kind, count(*) as events, day_of(min(occurred_at), ${zone}) as first_day, day_of(max(occurred_at), ${zone}) as last_day
       from staged_events
       group by kind
     )
     order by kind`,
  );
  const count = (name: string): number => rows[name] ?? 0;
  return {
    format: manifestFormat,
    import_id: request.importId,
    source: request.source,
    name: request.name,
    imported_at: request.importedAt.toISOString(),
    delivery_hash: request.deliveryHash,
    files: request.files,
    ...accounting,
    events: Object.fromEntries(kinds.map((row) => [String(row['kind']), Number(row['events'])])),
    people: count('persons'),
    communities: count('communities'),
    first_day: textOf(kinds[0]?.['first_day']),
    last_day: textOf(kinds[0]?.['last_day']),
    clock: staged.clock,
    capabilities: staged.capabilities,
    warnings: request.warnings,
    demo: request.demo,
    rows: {
      events: kinds.reduce((sum, row) => sum + Number(row['events']), 0),
      people: count('people'),
      communities: count('communities'),
      memberships: count('memberships'),
      interventions: count('interventions'),
      rejected: count('rejected'),
      ...(count('reported') > 0 ? { reported: count('reported') } : {}),
    },
    ...(request.removed && request.removed.length > 0 ? { removed: request.removed } : {}),
  };
}
