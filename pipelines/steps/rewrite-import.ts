import { copyFile, link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Manifest, Removal } from '../store/manifest.ts';
import { queryRows, runSqlFile, sqlLiteral, textOf } from '../store/run-sql.ts';
import { type Identity, openIdentities, sealIdentities } from '../store/vault.ts';

export interface ImportRewrite {
  readonly db: DuckDBConnection;
  /** The import as it stands. */
  readonly from: string;
  /** Where the new one is written; must not exist. */
  readonly to: string;
  readonly manifest: Manifest;
  /** Said of it in the new manifest; the number of events is counted here. */
  readonly why: Removal['why'];
  readonly at: Date;
  readonly timeZone: string;
  readonly secretKey: Buffer;
  /** For each table to be written anew, a query over `source`; the others are taken as they are. */
  readonly tables: Readonly<Record<string, string>>;
  /** For each month of events (`2024-03`, `undated`): a query over `source`, `keep` or `drop`. */
  readonly events: (month: string, files: string) => Promise<string> | string;
  readonly keepIdentity: (identity: Identity) => boolean;
  /** What else changes in the manifest. */
  describe(manifest: Manifest): Manifest;
}

/**
 * Writes an import anew without some of its rows, leaving the former one as it is. What does not change is shared with
 * it on disk. The counts of rows and days are those of what remains, the accounting of records is the delivery's.
 */
export async function rewriteImport(request: ImportRewrite): Promise<Manifest> {
  const { db, from, to, manifest, secretKey } = request;
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from)) {
    const table = /^(\w+)\.parquet$/.exec(entry)?.[1];
    if (table === undefined) continue;
    const query = request.tables[table];
    if (query === undefined) await share(join(from, entry), join(to, entry));
    else await writeTable(db, query, join(from, entry), join(to, entry), ', compression zstd');
  }
  await rewriteEvents(request);
  const identities = openIdentities(await readFile(join(from, 'identities.sealed')), secretKey);
  await writeFile(join(to, 'identities.sealed'), sealIdentities(identities.filter(request.keepIdentity), secretKey));
  const counted = await count(request);
  const removal: Removal = {
    why: request.why,
    at: request.at.toISOString(),
    events: (manifest.rows['events'] ?? 0) - (counted.rows['events'] ?? 0),
  };
  const rewritten = request.describe({ ...counted, removed: [...(manifest.removed ?? []), removal] });
  await writeFile(join(to, 'manifest.json'), `${JSON.stringify(rewritten, null, 2)}\n`);
  return rewritten;
}

async function rewriteEvents({ db, from, to, events }: ImportRewrite): Promise<void> {
  for (const partition of await partitions(from)) {
    const [source, target] = [join(from, 'events', partition), join(to, 'events', partition)];
    const decided = await events(partition.replace('month=', ''), join(source, '*.parquet'));
    if (decided === 'drop') continue;
    await mkdir(target, { recursive: true });
    if (decided === 'keep') {
      for (const file of await readdir(source)) await share(join(source, file), join(target, file));
    } else await writeTable(db, decided, join(source, '*.parquet'), join(target, 'data_0.parquet'), '');
  }
}

/** The months of an import's events, as folders are named: `month=2024-03`. */
export async function partitions(folder: string): Promise<string[]> {
  try {
    return (await readdir(join(folder, 'events'))).filter((name) => name.startsWith('month=')).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function writeTable(db: DuckDBConnection, query: string, from: string, to: string, how: string): Promise<void> {
  await db.run(
    `create or replace temp view source as from read_parquet(${sqlLiteral(from)}, hive_partitioning = false);
     copy (${query}) to ${sqlLiteral(to)} (format parquet${how})`,
  );
}

/** The same bytes under a second name; a copy where the file system has no such thing. */
async function share(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch {
    await copyFile(from, to);
  }
}

async function count({ db, to, manifest, timeZone }: ImportRewrite): Promise<Manifest> {
  const rows: Record<string, number> = {};
  for (const table of Object.keys(manifest.rows)) {
    if (table === 'events') continue;
    const [row] = await queryRows(
      db,
      `select count(*) as n from read_parquet(${sqlLiteral(join(to, `${table}.parquet`))})`,
    );
    rows[table] = Number(row?.['n']);
  }
  const [people] = await queryRows(
    db,
    `select count(distinct person_id) as n from read_parquet(${sqlLiteral(join(to, 'people.parquet'))})`,
  );
  const told = { ...manifest, people: Number(people?.['n']) };
  if ((await partitions(to)).length === 0) {
    return { ...told, rows: { ...rows, events: 0 }, events: {}, first_day: null, last_day: null };
  }
  await runSqlFile(db, new URL('./days.sql', import.meta.url));
  const zone = sqlLiteral(manifest.clock === 'absolute' ? timeZone : 'UTC');
  const kinds = await queryRows(
    db,
    `select kind::varchar as kind, count(*) as events
     from read_parquet(${sqlLiteral(join(to, 'events/*/*.parquet'))}, hive_partitioning = false) group by all order by kind`,
  );
  const [days] = await queryRows(
    db,
    `select day_of(min(occurred_at), ${zone})::varchar as first_day, day_of(max(occurred_at), ${zone})::varchar as last_day
     from read_parquet(${sqlLiteral(join(to, 'events/*/*.parquet'))}, hive_partitioning = false)`,
  );
  const events = Object.fromEntries(kinds.map((row) => [String(row['kind']), Number(row['events'])]));
  return {
    ...told,
    rows: { ...rows, events: Object.values(events).reduce((sum, n) => sum + n, 0) },
    events,
    first_day: textOf(days?.['first_day']),
    last_day: textOf(days?.['last_day']),
  };
}
