import type { DuckDBConnection } from '@duckdb/node-api';
import type { Accounting } from '../steps/check.ts';
import { hmacPads } from '../store/hmac-pads.ts';
import type { Removal } from '../store/manifest.ts';
import { queryRows, runSqlFile, setVariables } from '../store/run-sql.ts';
import type { Erasure } from './erased-accounts.ts';

export interface LeaveOutRequest {
  readonly db: DuckDBConnection;
  readonly source: string;
  readonly erasures: readonly Erasure[];
  readonly accounting: Accounting;
  readonly now: Date;
  readonly secretKey: Buffer;
}

/** What was left out of a delivery, and its accounting once that is said. */
export interface LeftOut {
  readonly accounting: Accounting;
  readonly removed: readonly Removal[];
}

/**
 * Takes out of a staged delivery everybody who was erased. Their records of people and events move from used to ignored,
 * under the rule `erased`.
 */
export async function leaveOutErased(request: LeaveOutRequest): Promise<LeftOut> {
  const { db, erasures, accounting, secretKey } = request;
  if (erasures.length === 0) return { accounting, removed: [] };
  const pads = hmacPads(secretKey);
  await db.run(`set variable inner_pad = unhex('${pads.inner}'); set variable outer_pad = unhex('${pads.outer}')`);
  await setVariables(db, { source: request.source, erased: erasures.flatMap(({ hashes }) => hashes) });
  await runSqlFile(db, new URL('./leave-out.sql', import.meta.url));
  const [row] = await queryRows(db, 'select *, (select count(*) from erased_natives) as accounts from left_out');
  if (Number(row?.['accounts']) === 0) return { accounting, removed: [] };
  return {
    accounting: moveToIgnored(accounting, 'erased', Number(row?.['people']) + Number(row?.['own_records'])),
    removed: [{ why: 'erasure', at: request.now.toISOString(), events: Number(row?.['events']) }],
  };
}

/** Says of so many used records that they were ignored, under a rule. */
export function moveToIgnored(accounting: Accounting, rule: string, records: number): Accounting {
  const moved = Math.min(records, accounting.used);
  if (moved === 0) return accounting;
  const ignored = { ...accounting.ignored, [rule]: (accounting.ignored[rule] ?? 0) + moved };
  return { ...accounting, used: accounting.used - moved, ignored };
}
