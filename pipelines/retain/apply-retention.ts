import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type RewriteStep, rewriteFolder } from '../steps/rewrite-folder.ts';
import { partitions, rewriteImport } from '../steps/rewrite-import.ts';
import type { DataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import { type Manifest, readManifests } from '../store/manifest.ts';
import { queryRows, sqlLiteral } from '../store/run-sql.ts';
import { defaultTimeZone, readSettings } from '../store/settings.ts';
import { isSmallFile } from '../store/small-file.ts';

export interface Retention {
  readonly folder: DataFolder;
  /** How many months before that of the last event are kept. */
  readonly months: number;
  readonly secretKey: Buffer;
  readonly now: Date;
  readonly memoryLimit: string;
  readonly progress: (step: RewriteStep, done: number, total: number) => Promise<void> | void;
}

/** What a retention period took away. */
export interface RetentionResult {
  readonly months: number;
  /** The oldest month that is kept (`2024-03`, UTC), or null when nothing is dated. */
  readonly retained_from: string | null;
  readonly imports: number;
  readonly events: number;
  /** Accounts that nothing tells of any more. */
  readonly people: number;
}

/**
 * Removes events of months older than the retention period from the imports and the snapshot. With them go people who
 * remain in no event, in no membership that lasted into the period and in no registry that has not seen them leave before
 * it. Deliveries without calendar dates, undated events, figures that a platform gives of itself and interventions stay.
 * Needs the writer lock; takes effect at once or not at all.
 */
export async function applyRetention(request: Retention): Promise<RetentionResult> {
  const { folder, months, secretKey, now, memoryLimit } = request;
  const manifests = await readManifests(folder);
  const dated = new Map<string, string[]>();
  for (const { import_id, clock } of manifests) {
    if (clock === 'absolute') dated.set(import_id, await monthsOf(join(folder.imports, import_id)));
  }
  const last = [...dated.values()].flat().sort().at(-1);
  if (last === undefined) return { months, retained_from: null, imports: 0, events: 0, people: 0 };
  const from = monthsBefore(last, months);
  const nothing = { months, retained_from: from, imports: 0, events: 0, people: 0 };
  if ([...dated.values()].every((held) => held.every((month) => month >= from))) return nothing;

  const timeZone = (await readSettings(folder.settings))?.timeZone ?? defaultTimeZone;
  const database = await openDuckDb(':memory:', {
    tempFolder: folder.tmp,
    memoryLimit,
    isSmall: await isSmallFile(folder.facts),
  });
  try {
    const { db } = database;
    const people = await keepPeople(db, folder, manifests, from);
    const changed = new Set<string>();
    for (const { import_id } of manifests) {
      const old = dated.get(import_id)?.some((month) => month < from) ?? false;
      if (old || (await holdsOthers(db, join(folder.imports, import_id)))) changed.add(import_id);
    }
    let events = 0;
    const nobody = (column: string): string => `case when ${column} in (from kept) then ${column} end as ${column}`;
    await rewriteFolder({
      ...request,
      manifests,
      changed,
      why: 'retention',
      timeZone,
      async rewriteImport(manifest, source, to) {
        const isDated = manifest.clock === 'absolute';
        const rewritten = await rewriteImport({
          db,
          from: source,
          to,
          manifest,
          why: 'retention',
          at: now,
          timeZone,
          secretKey,
          tables: {
            people: `select * replace (${nobody('manager_id')}) from source where person_id in (from kept)`,
            communities: `select * replace (${nobody('created_by')}) from source`,
            memberships: `from source where person_id in (from kept) and coalesce(valid_to >= date '${from}-01', true)`,
          },
          events: (month) => (isDated && month !== 'undated' && month < from ? 'drop' : 'keep'),
          keepIdentity: ({ person_id }) => people.has(person_id),
          describe: (described) => (isDated ? { ...described, retained_from: from } : described),
        });
        events += rewritten.removed?.at(-1)?.events ?? 0;
      },
      prepare: async () => {},
    });
    const [gone] = await queryRows(db, 'select count(*) as people from gone');
    return { ...nothing, imports: changed.size, events, people: Number(gone?.['people']) };
  } finally {
    await database.close();
  }
}

/** Makes the tables `kept` and `gone` of pseudonyms. Returns those that are kept. */
async function keepPeople(
  db: DuckDBConnection,
  folder: DataFolder,
  manifests: readonly Manifest[],
  from: string,
): Promise<Set<string>> {
  const first = `date '${from}-01'`;
  await db.run('create temp table named (person_id varchar); create temp table everyone (person_id varchar)');
  for (const { import_id, clock } of manifests) {
    const within = join(folder.imports, import_id);
    const table = (name: string): string => `read_parquet(${sqlLiteral(join(within, `${name}.parquet`))})`;
    const months = (await partitions(within)).filter(
      (partition) => clock !== 'absolute' || partition === 'month=undated' || partition >= `month=${from}`,
    );
    const files = months.map((partition) => join(within, 'events', partition, '*.parquet'));
    if (files.length > 0) {
      await db.run(
        `insert into named
         with met as (select actor_code, target_code from read_parquet(${sqlLiteral(files)}, hive_partitioning = false)),
         codes as (select actor_code as code from met union select target_code from met)
         select distinct person_id from ${table('people')} where person_code in (from codes)`,
      );
    }
    await db.run(
      `insert into named select person_id from ${table('memberships')} where coalesce(valid_to >= ${first}, true);
       insert into named
       with present as (select * from ${table('people')} where registered and coalesce(left_on >= ${first}, true))
       select person_id from present union select manager_id from present where manager_id is not null;
       insert into everyone select person_id from ${table('people')}`,
    );
  }
  await db.run(
    `create temp table kept as select distinct person_id from named;
     create temp table gone as from everyone except from kept`,
  );
  return new Set((await queryRows(db, 'from kept')).map(({ person_id }) => String(person_id)));
}

async function holdsOthers(db: DuckDBConnection, folder: string): Promise<boolean> {
  const people = sqlLiteral(join(folder, 'people.parquet'));
  const [row] = await queryRows(
    db,
    `select exists (from read_parquet(${people}) semi join gone using (person_id)) as found`,
  );
  return row?.['found'] === true;
}

async function monthsOf(folder: string): Promise<string[]> {
  return (await partitions(folder))
    .map((partition) => partition.replace('month=', ''))
    .filter((month) => month !== 'undated');
}

/** The month so many months before another: `2024-03` and 3 give `2023-12`. */
function monthsBefore(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 - months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}
