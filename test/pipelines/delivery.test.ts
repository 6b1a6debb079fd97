import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkInflated } from '../../pipelines/delivery/archive-limits.ts';
import { hashPath } from '../../pipelines/delivery/hash-path.ts';
import { openDelivery } from '../../pipelines/delivery/open-delivery.ts';
import type { Words } from '../../pipelines/words.ts';
import { type Entries, writeTarGz, writeZip } from '../support/archives.ts';

const entries: Entries = {
  'top/users.json': '[{"name":"Zoé"}]',
  'top/général/2021-01-01.json': '[]',
  'top/.DS_Store': 'x',
  'top/._users.json': 'x',
  '__MACOSX/top/._users.json': 'x',
  'top/Thumbs.db': 'x',
};
const kept = ['général/2021-01-01.json', 'users.json'];

let folder: string;
let work: string;
let warnings: Words[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-delivery-'));
  work = join(folder, 'work');
  mkdirSync(work);
  warnings = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const open = (path: string) => openDelivery(path, work, (message) => warnings.push(message));

describe.each(['folder', 'zip', 'tar.gz', 'tgz'])('a %s', (form) => {
  const make = async (): Promise<string> => {
    const path = join(folder, `export.${form}`);
    if (form === 'zip') await writeZip(path, entries);
    else if (form !== 'folder') await writeTarGz(path, entries);
    else for (const [name, content] of Object.entries(entries)) write(`export.folder/${name}`, content);
    return path;
  };

  it('shows the same files, without leftovers and without the extra folder on top', async () => {
    const opened = await open(await make());
    const [view] = opened.views;
    expect(view?.files.map((file) => file.path).sort()).toEqual(kept);
    expect(await view?.head('users.json')).toBe('[{"name":"Zoé"}]');
    expect((await view?.read('users.json'))?.toString()).toBe('[{"name":"Zoé"}]');
    expect(readFileSync((await view?.onDisk('users.json')) ?? '', 'utf8')).toBe('[{"name":"Zoé"}]');
    const visited: string[] = [];
    await view?.each(
      (file) => file.path.endsWith('01.json'),
      (file, bytes) => void visited.push(`${file.path} ${bytes.toString()}`),
    );
    expect(visited).toEqual(['général/2021-01-01.json []']);
    // The folder on top is still there for a format in which it means something.
    expect(
      opened.views
        .at(-1)
        ?.files.map((file) => file.path)
        .sort(),
    ).toEqual(kept.map((path) => `top/${path}`));
    await opened.close();
  });
});

it('takes two folders off the top, and no more', async () => {
  await writeZip(join(folder, 'deep.zip'), { 'a/b/c/users.json': '1' });
  const opened = await open(join(folder, 'deep.zip'));
  expect(opened.views.map((view) => view.files[0]?.path)).toEqual([
    'c/users.json',
    'b/c/users.json',
    'a/b/c/users.json',
  ]);
  await opened.close();
});

it('inflates a lone .gz, given alone or found in a folder', async () => {
  const path = write('set/net.txt.gz', gzipSync('1 2\n'));
  for (const given of [path, dirname(path)]) {
    const opened = await open(given);
    expect(opened.views[0]?.files).toMatchObject([{ path: 'net.txt', size: 4 }]);
    expect(await opened.views[0]?.head('net.txt')).toBe('1 2\n');
    await opened.close();
  }
});

it('reads CP437 names of an archive that does not say UTF-8', async () => {
  // 0x82 is é in CP437.
  await writeZip(join(folder, 'old.zip'), { '\u0082t\u0082.txt': 'x', b: 'y' }, { utf8Names: false });
  const opened = await open(join(folder, 'old.zip'));
  expect(opened.views[0]?.files[0]?.path).toBe('été.txt');
  await opened.close();
});

describe('an archive that must not be trusted', () => {
  it.each(['../out.txt', '/etc/out.txt', 'a/../../out.txt', 'C:/out.txt'])(
    'is refused for an entry named %s',
    async (name) => {
      await writeZip(join(folder, 'x.zip'), { [name]: 'x' });
      await expect(open(join(folder, 'x.zip'))).rejects.toThrow(
        /x\.zip: .*(outside the archive|invalid relative path|absolute path)/,
      );
    },
  );

  it('is refused when a tar entry climbs out', async () => {
    await writeTarGz(join(folder, 'x.tar.gz'), { '../out.txt': 'x' });
    await expect(open(join(folder, 'x.tar.gz'))).rejects.toThrow(
      /x\.tar\.gz: this archive holds an entry that points outside it/,
    );
  });

  it('is refused when it inflates a thousand times over', async () => {
    const path = write('bomb.gz', gzipSync(Buffer.alloc(80 * 2 ** 20)));
    await expect(open(path)).rejects.toThrow(
      /bomb\.gz: this archive inflates from 0\.1 MiB to more than 64\.\d MiB, .* decompression bomb/,
    );
  });

  it('is refused when its directory understates what an entry holds', async () => {
    await writeZip(join(folder, 'x.zip'), { 'a.txt': 'x'.repeat(10_000) }, { claimedSize: 100 });
    const opened = await open(join(folder, 'x.zip'));
    await expect(opened.views[0]?.read('a.txt')).rejects.toThrow(/x\.zip: this archive is cut short or damaged/);
    await expect(opened.views[0]?.onDisk('a.txt')).rejects.toThrow(/x\.zip: this archive is cut short or damaged/);
    await opened.close();
  });

  it('has limits that real exports do not meet', () => {
    const limits = { inflatedBytes: 1000 * 2 ** 20, ratio: 250, entries: 10 };
    const mebibyte = 2 ** 20;
    expect(() => checkInflated('x', 1, 60 * mebibyte, limits)).not.toThrow();
    expect(() => checkInflated('x', mebibyte, 240 * mebibyte, limits)).not.toThrow();
    expect(() => checkInflated('x', mebibyte, 260 * mebibyte, limits)).toThrow(/bomb/);
    expect(() => checkInflated('x', 900 * mebibyte, 1001 * mebibyte, limits)).toThrow(/bomb/);
  });

  it.each(['zip', 'tar.gz', 'txt.gz'])('says what to do with a cut .%s', async (form) => {
    const whole = join(folder, `whole.${form}`);
    const noise = Buffer.from(Array.from({ length: 40_000 }, (_, at) => (at * 2_654_435_761) % 251));
    if (form === 'zip') await writeZip(whole, { a: noise, b: 'x' });
    else if (form === 'tar.gz') await writeTarGz(whole, { a: noise, b: 'x' });
    else writeFileSync(whole, gzipSync(noise));
    const bytes = readFileSync(whole);
    const path = write(`cut.${form}`, bytes.subarray(0, bytes.length / 2));
    await expect(open(path)).rejects.toThrow(
      new RegExp(
        `^cut\\.${form.replace('.', '\\.')}: this archive is cut short or damaged .* Copy or download it again`,
      ),
    );
  });
});

describe('the encoding of a text', () => {
  it.each([
    ['UTF-8', Buffer.from('nom;é\n'), 'nom;é\n', 0],
    ['UTF-8 with a mark', Buffer.from('\ufeffnom;é\n'), 'nom;é\n', 0],
    ['UTF-16 little end first', Buffer.from('\ufeffnom;é\n', 'utf16le'), 'nom;é\n', 0],
    ['UTF-16 big end first', Buffer.from('\ufeffnom;é\n', 'utf16le').swap16(), 'nom;é\n', 0],
    ['windows-1252', Buffer.from('nom;\xe9 \x80\n', 'latin1'), 'nom;é €\n', 1],
  ])('%s is read and written out as UTF-8', async (_, bytes, text, warned) => {
    const opened = await open(write('t.csv', bytes));
    expect(await opened.views[0]?.head('t.csv')).toBe(text);
    expect(readFileSync((await opened.views[0]?.onDisk('t.csv')) ?? '', 'utf8')).toBe(text);
    expect(warnings).toHaveLength(warned);
    await opened.close();
  });

  it('survives a character that stands across two chunks', async () => {
    const text = `${'x'.repeat(4 * 2 ** 20 - 1)}é${'x'.repeat(10)}`;
    const opened = await open(write('t.csv', text));
    await opened.views[0]?.onDisk('t.csv');
    expect(warnings).toEqual([]);
    await opened.close();
  });

  it('refuses bytes that are no text', async () => {
    const opened = await open(write('t.csv', Buffer.from('a,b\n', 'utf16le')));
    await expect(opened.views[0]?.onDisk('t.csv')).rejects.toThrow(
      /t\.csv, line 1: this file is not a text .* Save it again as UTF-8/,
    );
    await opened.close();
  });
});

it('digests a folder by its paths and bytes', async () => {
  write('one/a.txt', 'x');
  write('two/a.txt', 'x');
  write('three/b.txt', 'x');
  const [one, two, three] = await Promise.all(['one', 'two', 'three'].map((name) => hashPath(join(folder, name))));
  expect(two).toBe(one);
  expect(three).not.toBe(one);
});
