import { access, readFile } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openDuckDb } from '../store/duckdb.ts';
import { writeDurably } from '../store/durable.ts';
import { queryRows, runSqlFile, sqlLiteral } from '../store/run-sql.ts';
import { isSmallFile } from '../store/small-file.ts';

/** Why a published figure changed. The last two take rows away on purpose. */
export type RestatementCause = 'late_rows' | 'rows_removed' | 'people_mapped' | 'time_zone' | 'retention' | 'erasure';

/** A figure of a complete month that had been published, and what it became: a line of `ledger.jsonl`. */
export interface Restatement {
  /** ISO 8601, UTC. */
  readonly recorded_at: string;
  /** In the reporting time zone. */
  readonly month: string;
  /** `events.post`…, `active_people`, `contributors` or `new_contributors`. */
  readonly figure: string;
  /** Null when withheld (`hidden`), or when the month is no longer kept. */
  readonly from: number | null;
  readonly to: number | null;
  /** Fewer than five people are behind a figure or, for an erasure, behind the difference. */
  readonly hidden: boolean;
  readonly why: RestatementCause;
  readonly from_snapshot: string;
  readonly to_snapshot: string;
  /** Imports that the former snapshot did not hold. */
  readonly imports: readonly string[];
}

export interface RecordRequest {
  /** The snapshot in place, the one about to take it, and the ledger to be added to. */
  readonly former: string;
  readonly present: string;
  readonly ledger: string;
  readonly tempFolder: string;
  /**
   * First days of the months that alone may have other events or other days of people in the present snapshot, or null
   * when any month may. It saves time, and never changes what is recorded.
   */
  readonly touchedMonths: readonly string[] | null;
  /** What rows are being taken away for, or null: an import or a decision. */
  readonly why: 'erasure' | 'retention' | null;
  readonly at: Date;
}

const smallestGroup = 5;

/**
 * Adds to the ledger every headline figure of a complete month that a new snapshot changes. Written before the snapshot
 * takes its place, and once for each pair of snapshots: doing it again adds nothing. Nothing is written when there is no
 * former snapshot of this version to compare with.
 */
export async function recordRestatements(request: RecordRequest): Promise<void> {
  if (!(await isThere(request.former))) return;
  const database = await openDuckDb(':memory:', {
    tempFolder: request.tempFolder,
    isSmall: await isSmallFile(request.present),
  });
  try {
    const rows = await compare(database.db, request);
    if (rows.length === 0) return;
    const before = await textAt(request.ledger);
    const keys = new Set(readLedger(before).map(keyOf));
    const added = rows.filter((row) => !keys.has(keyOf(row)));
    if (added.length === 0) return;
    const lines = added.map((row) => `${JSON.stringify(row)}\n`).join('');
    await writeDurably(request.ledger, before + lines, request.tempFolder);
  } finally {
    await database.close();
  }
}

/** The lines of a ledger. */
export function readLedger(text: string): Restatement[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Restatement);
}

const keyOf = ({ from_snapshot, to_snapshot, month, figure }: Restatement): string =>
  [from_snapshot, to_snapshot, month, figure].join(' ');

async function compare(db: DuckDBConnection, request: RecordRequest): Promise<Restatement[]> {
  const ids = await attach(db, request);
  if (ids?.['alike'] !== true || ids['former'] === ids['present']) return [];
  const compared = new URL('./compared-days.sql', import.meta.url);
  await runSqlFile(db, compared, { touched_months: request.touchedMonths });
  const figures = await readFile(new URL('./figures.sql', import.meta.url), 'utf8');
  for (const name of ['former', 'present']) await db.run(figures.replaceAll('FACTS', name));
  await runSqlFile(db, new URL('./changes.sql', import.meta.url));
  const changes = await queryRows(db, 'from told_changes order by month, figure');
  return changes.map((row) => {
    const [was, is] = [Number(row['was']), Number(row['is_now'])];
    const isGone = row['is_gone'] === true;
    const wasSmall = isSmall(row['people_were']);
    const isSmallNow = !isGone && isSmall(row['people_are']);
    // Beside the former figure, the new one would tell what one person did.
    const isOnePerson = request.why === 'erasure';
    return {
      recorded_at: request.at.toISOString(),
      month: String(row['month']),
      figure: String(row['figure']),
      from: wasSmall || isOnePerson ? null : was,
      to: isGone || isSmallNow || isOnePerson ? null : is,
      hidden: wasSmall || isSmallNow || isOnePerson,
      why: request.why ?? (String(row['why']) as RestatementCause),
      from_snapshot: String(ids['former']),
      to_snapshot: String(ids['present']),
      imports: Array.isArray(ids['added']) ? ids['added'].map(String) : [],
    };
  });
}

/** What the two snapshots say of themselves, or null when that cannot be read of one of them. */
async function attach(db: DuckDBConnection, request: RecordRequest): Promise<Record<string, unknown> | null> {
  try {
    await db.run(`attach ${sqlLiteral(request.former)} as former (read_only)`);
    await db.run(`attach ${sqlLiteral(request.present)} as present (read_only)`);
    const [ids] = await queryRows(
      db,
      `select f.snapshot_id as former, p.snapshot_id as present, f.schema_version = p.schema_version as alike,
         (select list(import_id order by import_id) from present.imports where import_id not in (select import_id from former.imports)) as added
       from former.snapshot f, present.snapshot p`,
    );
    return ids ?? null;
  } catch {
    // A former snapshot of another version, or damaged: it is being replaced, and has no figures to compare.
    return null;
  }
}

const isSmall = (people: unknown): boolean => Number(people) > 0 && Number(people) < smallestGroup;

async function textAt(path: string): Promise<string> {
  return (await isThere(path)) ? await readFile(path, 'utf8') : '';
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
