import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private folder for a look at a file: in the data folder where there is one, which a mere look does not create. */
export async function lookFolder(data: string): Promise<string> {
  const exists = await stat(data).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!exists) return mkdtemp(join(tmpdir(), 'vigie-look-'));
  // Beside the writer's own folder, which the next import empties.
  const folder = join(data, 'tmp', `look-${randomUUID()}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}
