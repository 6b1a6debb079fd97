import { stat } from 'node:fs/promises';

/** Empty tables take 2 to 4 MB; the rest of this is some 50,000 events. */
const smallFile = 6_000_000;

/** Whether a database file is not there, or holds so little that one thread works on it sooner than several. */
export async function isSmallFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size < smallFile;
  } catch {
    return true;
  }
}
