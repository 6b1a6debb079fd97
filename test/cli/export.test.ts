import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { vigie } from '../support/vigie.ts';
import { copyOf, importedFolder } from '../support/world.ts';

/** As a shell runs it. */
const run = (...words: string[]) => {
  const program = resolve(import.meta.dirname, '../../server/cli/vigie.mjs');
  const done = spawnSync(process.execPath, [program, ...words], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
};
const data = copyOf(await importedFolder(['fixtures/worlds/two-silos']));

describe('vigie export', () => {
  it('writes plain CSV with stable keys to standard output and nothing else', () => {
    const { status, out, err } = run('export', 'degree', '--data', data);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out.split('\n')[0]).toBe('subject_id,name,value,rank');
  });

  it('ends with exit code 1 and one clear message for what it does not know', () => {
    expect(run('nonsense')).toMatchObject({ status: 1, out: '' });
    expect(run('export', 'no-such-id', '--data', data).err).toMatch(/^Unknown metric[^\n]*\n$/);
  });

  it('adds native ids with --names, and logs the look', async () => {
    const { out } = await vigie(['export', 'degree', '--data', data, '--names']);
    expect(out.split('\n')[0]).toBe('subject_id,name,value,rank,native_id,display_name');
    const log = readFileSync(join(data, 'access-log.jsonl'), 'utf8').trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(log)).toMatchObject({ action: 'names', through: 'command line', subject: 'degree' });
    for (const line of out.trim().split('\n').slice(1)) expect(log).not.toContain(line.split(',').at(-1));
  });

  it('says why when the data cannot tell, exits 0 and still prints the header', async () => {
    const edges = await importedFolder(['fixtures/worlds/one-person']);
    const { status, out, err } = await vigie([
      'export',
      'participation-ladder',
      '--data',
      edges,
      '--community',
      'nowhere',
    ]);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain('Unknown community');
  });

  it.each([
    [['export', 'no-such-id', '--data', data], 'Unknown metric'],
    [['export', 'dau', '--data', data, '--ties', 'raw'], 'uses no network'],
    [['export', 'degree', '--data', data, '--ties', 'loud'], 'Allowed choices'],
    [['export', 'dau', '--data', data, '--from', 'yesterday'], 'from'],
    [['export', 'dau', '--data', join(tmpdir(), 'vigie-no-such-folder')], 'No data'],
    [['export', 'degree', '--data', data, '-o', join(tmpdir(), 'vigie-no-such-folder', 'x.csv')], 'Cannot write'],
    [['nonsense'], 'unknown command'],
  ])('%j exits 1 with one clear message', async (words, message) => {
    const { status, out, err } = await vigie(words);
    expect(status).toBe(1);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).not.toMatch(/^ {4}at /m);
  });

  it('writes to a file, as JSON with the reason in it', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'vigie-out-')), 'x.json');
    expect((await vigie(['export', 'retention', '--data', data, '--format', 'json', '-o', file])).status).toBe(0);
    expect(existsSync(file)).toBe(true);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      meta: { id: 'retention', shape: 'cohorts' },
      reason: null,
    });
  });
});

describe('vigie status and catalogue', () => {
  it('an empty folder is an answer', async () => {
    const { status, out } = await vigie(['status', '--data', join(tmpdir(), 'vigie-no-such-folder'), '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ loaded: null });
  });

  it('the catalogue lists every definition with both languages', async () => {
    const entries = JSON.parse((await vigie(['catalogue', '--json', '--data', data])).out) as {
      id: string;
      label: { fr: string; en: string };
    }[];
    expect(entries.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['dau', 'degree', 'ambassadors', 'dormancy', 'bridging', 'people', 'ties']),
    );
  });
});
