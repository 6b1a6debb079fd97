import { basename, join } from 'node:path';
import { accessRefused } from '../access-refused.ts';
import { diskFull, isDiskFull } from '../disk-full.ts';
import { ImportError } from '../import-error.ts';
import { publishedSnapshotId, snapshotId } from '../steps/snapshot-id.ts';
import { publish } from '../steps/publish.ts';
import { type DataFolder, dataFolder } from '../store/data-folder.ts';
import { readManifests } from '../store/manifest.ts';
import { readSecretKey } from '../store/secret-key.ts';
import { defaultTimeZone, readSettings } from '../store/settings.ts';
import { takeWriterLock } from '../store/writer-lock.ts';
import { type Decision, readDecisions } from './decisions.ts';
import { keepDecisions } from './keep-decisions.ts';

export interface ChangeRequest {
  readonly data: string;
  readonly secretKeyPath: string | null;
  readonly memoryLimit: string;
  readonly now: Date;
  progress(done: number, total: number): void;
}

/** What a change of decisions may look at. */
export interface ChangeContext {
  readonly folder: DataFolder;
  readonly secretKey: Buffer;
  readonly decisions: readonly Decision[];
  readonly now: Date;
}

/** What a change did: whether anything is otherwise than before, and the name of the snapshot that stands on it. */
export interface Changed {
  readonly changed: boolean;
  readonly snapshot_id: string;
}

/**
 * Changes the steward's decisions and publishes the snapshot that stands on them, both or neither. Throws ImportError for
 * what the user can mend: nothing imported yet, another writer, a full disk, and whatever `change` refuses.
 */
export async function changeDecisions(
  request: ChangeRequest,
  change: (context: ChangeContext) => Promise<readonly Decision[]>,
): Promise<Changed> {
  const folder = dataFolder(request.data);
  const secretKey = await readSecretKey(request.secretKeyPath ?? join(folder.root, 'secret.key'));
  if (secretKey === null || (await readManifests(folder)).length === 0) throw nothingImported(folder);
  try {
    // The note of the lock says what goes on, and about nobody.
    const lock = await takeWriterLock(folder, 'vigie identities', request.now);
    try {
      return await changeLocked(request, folder, secretKey, change);
    } finally {
      await lock.release();
    }
  } catch (error) {
    throw isDiskFull(error) ? diskFull(folder.root, error) : (accessRefused(error) ?? error);
  }
}

async function changeLocked(
  request: ChangeRequest,
  folder: DataFolder,
  secretKey: Buffer,
  change: (context: ChangeContext) => Promise<readonly Decision[]>,
): Promise<Changed> {
  const { now, memoryLimit } = request;
  const progress = (done: number, total: number): void => request.progress(done, total);
  const former = await readDecisions(folder);
  const decisions = await change({ folder, secretKey, decisions: former, now });
  const timeZone = (await readSettings(folder.settings))?.timeZone ?? defaultTimeZone;
  const next = snapshotId(await readManifests(folder), timeZone, decisions);
  const current = await publishedSnapshotId(folder);
  await keepDecisions(folder, former, decisions, async () => {
    if (current !== next) await publish({ folder, timeZone, secretKey, builtAt: now, memoryLimit, progress });
  });
  return { changed: current !== next, snapshot_id: next };
}

function nothingImported(folder: DataFolder): ImportError {
  return new ImportError(
    basename(folder.root),
    null,
    { fr: 'rien n’y est encore importé', en: 'nothing is imported there yet' },
    { fr: 'Importez d’abord un export', en: 'Import an export first' },
  );
}
