import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { diskNeeded, requireDisk } from '../../pipelines/steps/disk-needed.ts';
import { dataFolder } from '../../pipelines/store/data-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vigie-disk-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('counts the delivery unpacked, and a second snapshot beside the first', async () => {
  const folder = dataFolder(root);
  const before = await diskNeeded(folder, 5_000_000);
  expect(before).toBeGreaterThan(5_000_000);
  writeFileSync(folder.facts, Buffer.alloc(1_000_000));
  expect(await diskNeeded(folder, 5_000_000)).toBe(before + 1_200_000);
});

it('refuses what the disk cannot hold before anything is read, in both languages, and lets pass what it can', async () => {
  const { bavail, bsize } = statfsSync(root);
  await requireDisk(dataFolder(root), 'export.zip', 1_000_000);
  const refused = requireDisk(dataFolder(root), 'export.zip', bavail * bsize);
  await expect(refused).rejects.toMatchObject({
    file: 'export.zip',
    problem: {
      fr: expect.stringMatching(/demande environ .* Mo de disque/),
      en: expect.stringMatching(/takes about .* MB/),
    },
  });
});
