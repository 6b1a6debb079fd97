import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { type Decision, decisionsDigest } from '../identities/decisions.ts';
import type { DataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import { contentId, type Manifest } from '../store/manifest.ts';
import { queryRows } from '../store/run-sql.ts';

/** The version of the canonical tables: canonical/schema.sql. */
export const schemaVersion = 2;

/** One name for one content: figures computed for a snapshot hold as long as its id does. */
export function snapshotId(manifests: readonly Manifest[], timeZone: string, decisions: readonly Decision[]): string {
  const decided = decisionsDigest(decisions);
  const content = JSON.stringify([
    schemaVersion,
    timeZone,
    manifests.map(contentId),
    ...(decided === null ? [] : [decided]),
  ]);
  return `s_${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}

/** The id of the snapshot now in place, or null when there is none that can be read. */
export async function publishedSnapshotId(folder: DataFolder): Promise<string | null> {
  try {
    await access(folder.facts);
    const database = await openDuckDb(folder.facts, { tempFolder: folder.tmp, readOnly: true, isSmall: true });
    try {
      const [row] = await queryRows(database.db, 'select snapshot_id from snapshot');
      return row === undefined ? null : String(row['snapshot_id']);
    } finally {
      await database.close();
    }
  } catch {
    // Absent or damaged: in both cases a new one is built from the imports.
    return null;
  }
}
