import type { DataFolder } from '../store/data-folder.ts';
import { type Decision, writeDecisions } from './decisions.ts';

/**
 * Puts new decisions in place of the former ones, then has the snapshot built on them; when that fails, the former ones
 * come back. A kill between the two leaves decisions that the next publication takes up.
 */
export async function keepDecisions(
  folder: DataFolder,
  former: readonly Decision[],
  decisions: readonly Decision[],
  publish: () => Promise<void>,
): Promise<void> {
  const changed = JSON.stringify(former) !== JSON.stringify(decisions);
  if (changed) await writeDecisions(folder, decisions);
  try {
    await publish();
  } catch (error) {
    if (changed) await writeDecisions(folder, former);
    throw error;
  }
}
