import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dataFolder } from '../../pipelines/store/data-folder.ts';
import { takeWriterLock } from '../../pipelines/store/writer-lock.ts';
import { verifyFolder } from '../../pipelines/verify/verify-folder.ts';
import { importInTurn, snapshotRows } from '../support/import-request.ts';
import { runPipelineProcess } from '../support/run-import.ts';

/** So many that Parquet files, too, are larger than the limits below. */
const lines = 30_000;
const few = 100;

const network = (size: number): string =>
  Array.from({ length: size }, (_, at) => `${at % 997} ${(at * 7) % 991}\n`).join('');

const folder = mkdtempSync(join(tmpdir(), 'vigie-crash-'));
const pristine = join(folder, 'pristine');
const data = join(folder, 'data');
beforeAll(async () => {
  writeFileSync(join(folder, 'former.txt'), '1 2\n2 1\n');
  writeFileSync(join(folder, 'next.txt'), network(lines));
  writeFileSync(join(folder, 'few.txt'), network(few));
  await importInTurn(pristine, [join(folder, 'former.txt')]);
});
beforeEach(() => cpSync(pristine, data, { recursive: true }));
afterEach(() => rmSync(data, { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const factsDigest = (): string =>
  createHash('sha256')
    .update(readFileSync(join(data, 'facts.duckdb')))
    .digest('hex');

async function failedChecks(): Promise<string[]> {
  const { checks } = await verifyFolder(data, null, '1GB');
  return checks.filter((check) => !check.ok).map((check) => `${check.name.en}: ${check.detail.en}`);
}

const events = async (): Promise<unknown> =>
  (await snapshotRows(data, 'select count(*)::integer as events from events'))[0]?.['events'];

describe('a second writer', () => {
  it('is refused while the first goes on, and told who that is', async () => {
    const lock = await takeWriterLock(dataFolder(data), 'vigie import export.zip', new Date('2026-11-21T10:00:00Z'));
    const run = await runPipelineProcess(['import', '--data', data, join(folder, 'few.txt')]);
    expect(run.code).toBe(1);
    expect(run.last).toMatchObject({
      error: {
        file: data,
        line: null,
        problem: {
          fr: `un autre processus écrit ici : processus ${process.pid} (vigie import export.zip, depuis 2026-11-21T10:00:00.000Z)`,
          en: `another process is writing here: process ${process.pid} (vigie import export.zip, since 2026-11-21T10:00:00.000Z)`,
        },
      },
    });
    expect(await events()).toBe(2);
    await lock.release();
    await importInTurn(data, [join(folder, 'few.txt')]);
    expect(await events()).toBe(few + 2);
  });

  it('may check the folder meanwhile', async () => {
    const lock = await takeWriterLock(dataFolder(data), 'vigie import export.zip', new Date('2026-11-21T10:00:00Z'));
    const run = await runPipelineProcess(['verify', '--data', data]);
    expect(run).toMatchObject({ code: 0, last: { result: { ok: true } } });
    await lock.release();
  });

  it('leaves the folders of others in tmp alone', async () => {
    mkdirSync(join(data, 'tmp', 'server'), { recursive: true });
    await importInTurn(data, [join(folder, 'former.txt')]);
    expect(readdirSync(join(data, 'tmp'))).toEqual(['server']);
  });
});

describe('a disk that takes no more', () => {
  // Parquet files are larger; other limits, which other files meet, are in crash/run.ts.
  it('at 100 KiB to a file: one message, nothing published, nothing left', async () => {
    const before = factsDigest();
    const run = await runPipelineProcess(['import', '--data', data, '--timezone', 'UTC', join(folder, 'next.txt')], {
      fileLimit: 100,
    });
    expect(run.code).toBe(1);
    expect(run.last).toEqual({
      error: {
        file: data,
        line: null,
        problem: {
          fr: 'le disque est plein, ou une limite de taille de fichier est atteinte',
          en: 'the disk is full, or a limit on file size was reached',
        },
        remedy: {
          fr: 'Rien n’a été publié et les données précédentes restent servies. Libérez de la place, puis importez à nouveau',
          en: 'Nothing was published and the former data are still served. Free some space, then import again',
        },
      },
    });
    expect(factsDigest()).toBe(before);
    expect(await failedChecks()).toEqual([]);
    await importInTurn(data, [join(folder, 'next.txt')]);
    expect(await events()).toBe(lines + 2);
    expect(await failedChecks()).toEqual([]);
  });
});

describe('a data folder that was tampered with', () => {
  it('does not verify: an import removed, a Parquet file cut, the vault altered', async () => {
    await importInTurn(data, [join(folder, 'former.txt'), join(folder, 'few.txt')]);
    const [oldest = ''] = readdirSync(join(data, 'imports')).sort();
    const people = join(data, 'imports', oldest, 'people.parquet');
    const bytes = readFileSync(people);
    writeFileSync(people, bytes.subarray(0, bytes.length - 20));
    expect((await failedChecks()).join()).toMatch(
      /people as the manifest says: .*people\.parquet.*can be built again/s,
    );
    writeFileSync(people, bytes);
    expect(await failedChecks()).toEqual([]);

    const vault = readFileSync(join(data, 'identities.sealed'));
    vault.writeUInt8(vault.readUInt8(60) ^ 1, 60);
    writeFileSync(join(data, 'identities.sealed'), vault);
    expect((await failedChecks()).join()).toMatch(/identity vault opens/);

    mkdirSync(join(data, 'imports', 'stray'));
    await expect(failedChecks()).rejects.toThrow(/manifest\.json/);
    rmSync(join(data, 'imports', 'stray'), { recursive: true });
    rmSync(join(data, 'imports', oldest), { recursive: true });
    expect((await failedChecks()).join()).toMatch(/every import of the snapshot is kept/);
  });
});
