import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where deliveries go once they are dealt with; neither is ever imported from. */
export const processedFolder = 'processed';
export const failedFolder = 'failed';

/** What browsers, copiers and office programs call a file that is not finished, or that is none of the user's. */
const unfinished = /^[.~]|\.(part|partial|crdownload|download|tmp|filepart)$/i;

/** Names at the top of a watched folder that are deliveries: each file or folder is one. Oldest first. */
export function deliveriesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => (entry.isFile() || entry.isDirectory()) && !unfinished.test(entry.name))
    .map((entry) => entry.name)
    .filter((name) => name !== processedFolder && name !== failedFolder)
    .flatMap((name) => {
      const since = modifiedAt(join(folder, name));
      return since === null ? [] : [{ name, since }];
    })
    .sort((a, b) => a.since - b.since || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

/** Number of files, bytes and time of the last change below a path: what moves as long as a copy goes on. */
export function sizeOf(path: string): string {
  let [files, bytes, newest] = [0, 0, 0];
  const visit = (at: string): void => {
    const found = statSync(at, { throwIfNoEntry: false });
    if (found === undefined) return;
    newest = Math.max(newest, found.mtimeMs);
    if (!found.isDirectory()) {
      files += 1;
      bytes += found.size;
      return;
    }
    for (const name of readdirSync(at)) visit(join(at, name));
  };
  visit(path);
  return `${files} ${bytes} ${newest}`;
}

function modifiedAt(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}
