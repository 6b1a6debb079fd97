import { accessSync, constants, statfsSync } from 'node:fs';

const memory = '/dev/shm';
const leastBytes = 4 * 2 ** 30;

/**
 * Puts temporary files of this process and of those that it starts in memory, where the system offers that and has the
 * room: thousands of small files are then written and removed without a disk. Somebody's own choice (TMPDIR) stands.
 */
export function useMemoryForTemp(): void {
  if (process.env['TMPDIR'] !== undefined) return;
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize >= leastBytes) process.env['TMPDIR'] = memory;
  } catch {
    // Not a system that has it: the disk does as well.
  }
}
