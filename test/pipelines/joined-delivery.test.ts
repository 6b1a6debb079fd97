import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDelivery, openTogether } from '../../pipelines/delivery/open-delivery.ts';
import { writeTarGz, writeZip } from '../support/archives.ts';

let folder: string;
let work: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-joined-'));
  work = join(folder, 'work');
  mkdirSync(work);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const open = (name: string) => openDelivery(at(name), work, () => {});
const paths = async (opening: ReturnType<typeof openDelivery>): Promise<string[] | undefined> => {
  const { views, close } = await opening;
  await close();
  return views
    .at(-1)
    ?.files.map((file) => file.path)
    .sort();
};

it('opens what holds nothing but archives, each as a folder of its name', async () => {
  mkdirSync(at('set'));
  await writeZip(at('set/april.zip'), { 'a.csv': '1', 'deep/b.csv': '2' });
  await writeTarGz(at('set/may.tar.gz'), { 'a.csv': '3' });
  const expected = ['april/a.csv', 'april/deep/b.csv', 'may/a.csv'];
  expect(await paths(open('set'))).toEqual(expected);
  await writeZip(at('all.zip'), {
    'april.zip': readFileSync(at('set/april.zip')),
    'may.tar.gz': readFileSync(at('set/may.tar.gz')),
  });
  expect(await paths(open('all.zip'))).toEqual(expected);
  const { views, close } = await open('all.zip');
  expect((await views.at(-1)?.read('may/a.csv'))?.toString()).toBe('3');
  await close();
});

it('leaves an archive closed that lies among other files: somebody attached it to a message', async () => {
  await writeZip(at('inner.zip'), { 'a.csv': '1' });
  await writeZip(at('export.zip'), { 'users.json': '[]', 'files/inner.zip': readFileSync(at('inner.zip')) });
  expect(await paths(open('export.zip'))).toEqual(['files/inner.zip', 'users.json']);
});

it('goes one level deep, and no deeper', async () => {
  await writeZip(at('one.zip'), { 'a.csv': '1' });
  await writeZip(at('two.zip'), { 'one.zip': readFileSync(at('one.zip')) });
  await writeZip(at('three.zip'), { 'two.zip': readFileSync(at('two.zip')) });
  expect(await paths(open('three.zip'))).toEqual(['two/one.zip']);
});

it('keeps apart two archives of one name', async () => {
  mkdirSync(at('years/2023'), { recursive: true });
  mkdirSync(at('years/2024'));
  for (const year of ['2023', '2024']) await writeZip(at(`years/${year}/january.zip`), { 'a.csv': year });
  expect(await paths(open('years'))).toEqual(['january (2)/a.csv', 'january/a.csv']);
});

it('joins archives, folders and files under their own names', async () => {
  await writeZip(at('april.zip'), { 'a.csv': '1' });
  mkdirSync(at('may'));
  writeFileSync(at('may/a.csv'), '2');
  writeFileSync(at('beside.csv'), '3');
  const together = openTogether('set', [at('april.zip'), at('may'), at('beside.csv')], work, () => {});
  expect(await paths(together)).toEqual(['april/a.csv', 'beside.csv', 'may/a.csv']);
});

it('holds archives together to the limits of a single one', async () => {
  // Each stays below the size under which no ratio is suspicious; the three of them do not.
  const blank = Buffer.alloc(30 * 2 ** 20);
  await writeZip(at('blank.zip'), { 'a.csv': blank });
  const bomb = readFileSync(at('blank.zip'));
  expect(await paths(open('blank.zip'))).toEqual(['a.csv']);
  await writeZip(at('bomb.zip'), { 'a.zip': bomb, 'b.zip': bomb, 'c.zip': bomb });
  await expect(open('bomb.zip')).rejects.toThrow(/bomb\.zip: this archive inflates .* decompression bomb/);
});

it('names the archive inside that can’t be opened', async () => {
  await writeZip(at('whole.zip'), { 'a.csv': 'x'.repeat(1000) });
  await writeZip(at('all.zip'), { 'april.zip': readFileSync(at('whole.zip')), 'may.zip': 'PK cut short' });
  await expect(open('all.zip')).rejects.toThrow(/^may\.zip: this archive is cut short or damaged/);
});
