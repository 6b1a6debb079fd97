import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { accessRefused } from '../../pipelines/access-refused.ts';

const refusalOf = async (path: string) =>
  accessRefused(await readFile(path).catch((error: unknown) => error))?.problem.en ?? null;

it('tells of a given file that has gone, and takes a missing file of the program for a fault of ours', async () => {
  expect(await refusalOf(join(tmpdir(), 'vigie-gone.csv'))).toBe(
    'this file is no longer there: it was moved or removed meanwhile',
  );
  expect(await refusalOf(fileURLToPath(new URL('../../pipelines/steps/gone.sql', import.meta.url)))).toBeNull();
  expect(accessRefused(new Error('ENOENT'))).toBeNull();
});
