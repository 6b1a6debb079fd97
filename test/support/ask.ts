import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answer } from '../../server/answer.ts';
import type { Filter } from '../../server/contract/filters.ts';
import type { Result, Row } from '../../server/contract/results.ts';
import type { Snapshot } from '../../server/facts/open.ts';
import type { MetricDefinition } from '../../server/metrics/define.ts';
import type { Viewer } from '../../server/privacy.ts';
import { openWorld } from './world.ts';

/** The data steward, who sees small groups too: worlds counted by hand are small. */
export const steward: Viewer = { identities: null, unsuppressed: true };

/** Anybody else: pseudonyms, and no group under the minimum size. */
export const visitor: Viewer = { identities: null, unsuppressed: false };

/** What the steward is answered. */
export function ask(metric: MetricDefinition, snapshot: Snapshot, filter: Filter = {}): Promise<Result> {
  return answer(metric, snapshot, filter, steward);
}

/** The rows of an answer as lists of cells in the order asked for, which is easy to compare with a table. */
export function cells(rows: readonly Row[], ...keys: string[]): Row[string][][] {
  return rows.map((row) => keys.map((key) => row[key] ?? null));
}

/** The one row with this date and group. */
export function at(result: Result, date: string, group: string | null = null): Row {
  const found = result.rows.filter((row) => row.date === date && row.group === group);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} rows at ${date} (${group})`);
  return found[0];
}

/** The snapshot of tables written here as CSV in Vigie's own layout, imported for real. */
export async function openTables(tables: Readonly<Record<string, readonly string[]>>): Promise<Snapshot> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-tables-'));
  try {
    for (const [name, lines] of Object.entries(tables)) {
      writeFileSync(join(folder, `${name}.csv`), `${lines.join('\n')}\n`);
    }
    return await openWorld(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
