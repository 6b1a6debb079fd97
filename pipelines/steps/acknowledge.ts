import { rename } from 'node:fs/promises';
import type { Decision } from '../identities/decisions.ts';
import { keepDecisions } from '../identities/keep-decisions.ts';
import { publishByRename } from '../store/durable.ts';
import { publishedSnapshotId, snapshotId } from './snapshot-id.ts';
import type { ImportRun } from './import-run.ts';
import { publish } from './publish.ts';

/**
 * Gives the loaded imports their final names and publishes; takes the names back when publishing fails. `records` is how
 * many this run has read.
 */
export async function acknowledge(
  run: ImportRun,
  records: number,
  former: readonly Decision[],
  decisions: readonly Decision[],
): Promise<void> {
  const { folder, request } = run;
  const current = await publishedSnapshotId(folder);
  if (current === snapshotId(run.known, run.timeZone, decisions)) return;
  const progress = (done: number, total: number): void =>
    request.progress({ step: 'publish', source: null, done, total, bytes: null, records });
  progress(0, 1);
  const named: typeof run.pending = [];
  try {
    for (const entry of run.pending) {
      await publishByRename(entry.from, entry.to);
      named.push(entry);
    }
    await keepDecisions(folder, former, decisions, () =>
      publish({
        folder,
        timeZone: run.timeZone,
        secretKey: run.secretKey,
        builtAt: request.now,
        memoryLimit: request.memoryLimit,
        progress,
      }),
    );
  } catch (error) {
    for (const entry of named) await rename(entry.to, entry.from);
    throw error;
  }
}
