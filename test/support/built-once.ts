import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Age after which a lock stands for nobody, even if another process has its number by now. */
const abandonedAfter = 5 * 60_000;

/**
 * A folder that `build` fills, unless it exists. Test files that need it at the same time, in whatever process, get it
 * from the one that came first while the others wait; should its process die, the next one builds.
 * @throws whatever `build` throws, and then leaves nothing behind
 */
export async function builtOnce(folder: string, build: (building: string) => Promise<void>): Promise<string> {
  const lock = `${folder}.lock`;
  mkdirSync(dirname(folder), { recursive: true });
  while (!existsSync(folder)) {
    if (!take(lock)) {
      if (isStale(lock)) rmSync(lock, { force: true });
      else await wait(20);
      continue;
    }
    // The lock spares work but is not what makes a folder whole: that is its renaming.
    const building = mkdtempSync(`${folder}-`);
    try {
      if (existsSync(folder)) break;
      await build(building);
      if (!existsSync(folder)) renameSync(building, folder);
    } finally {
      rmSync(building, { recursive: true, force: true });
      rmSync(lock, { force: true });
    }
  }
  return folder;
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function isStale(lock: string): boolean {
  try {
    if (Date.now() - statSync(lock).mtimeMs > abandonedAfter) return true;
    const holder = Number(readFileSync(lock, 'utf8'));
    // Just made, its number not written yet.
    if (holder === 0) return false;
    process.kill(holder, 0);
    return false;
  } catch (error) {
    // Either there is no such process, or the lock was given back meanwhile; another user's process is one too.
    return isCode(error, 'ESRCH');
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
