import type { DuckDBConnection } from '@duckdb/node-api';
import { type LeftOut, moveToIgnored } from '../erase/leave-out.ts';
import type { Manifest } from '../store/manifest.ts';
import { queryRows } from '../store/run-sql.ts';

/** The oldest month that the imports of a data folder still keep (`2024-03`), or null when nothing was ever removed for its age. */
export function retainedFrom(manifests: readonly Manifest[]): string | null {
  return (
    manifests
      .flatMap(({ retained_from }) => retained_from ?? [])
      .sort()
      .at(-1) ?? null
  );
}

/**
 * Takes out of a staged delivery the events of months that are no longer kept, so that an old export does not bring them
 * back. Their records move from used to ignored, under the rule `retention`.
 */
export async function leaveOutOld(db: DuckDBConnection, from: string, former: LeftOut, now: Date): Promise<LeftOut> {
  const old = `occurred_at < timestamp '${from}-01'`;
  const [row] = await queryRows(
    db,
    `select count(*) as events, count(*) filter (where kind not in ('reaction', 'mention')) as own_records
     from staged_events where ${old}`,
  );
  const events = Number(row?.['events']);
  if (events === 0) return former;
  await db.run(`delete from staged_events where ${old}`);
  return {
    accounting: moveToIgnored(former.accounting, 'retention', Number(row?.['own_records'])),
    removed: [...former.removed, { why: 'retention', at: now.toISOString(), events }],
  };
}
