import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataFolder } from '../../pipelines/store/data-folder.ts';
import { takeWriterLock } from '../../pipelines/store/writer-lock.ts';
import { verifyFolder } from '../../pipelines/verify/verify-folder.ts';
import { snapshotRows } from '../support/import-request.ts';
import { vigie } from '../support/vigie.ts';

const program = resolve(import.meta.dirname, '../../server/cli/vigie.mjs');
const today = new Date().toISOString().slice(0, 10);

let folder: string;
let inbox: string;
let data: string;
let running: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-watch-'));
  inbox = join(folder, 'inbox');
  data = join(folder, 'data');
  mkdirSync(inbox);
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running = [];
  rmSync(folder, { recursive: true, force: true });
});

/** `vigie watch` on the inbox, with what it says; `until` resolves when standard output or error shows a text. */
function watch(...args: string[]) {
  const child = spawn(process.execPath, [program, 'watch', inbox, '--data', data, '--settle', '0.2', ...args], {
    env: { ...process.env, LC_ALL: 'fr_FR.UTF-8' },
  });
  running.push(child);
  const said = { out: '', err: '' };
  let check: () => void = () => {};
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString();
    check();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString();
    check();
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((done) => {
      check = () => (holds() ? done() : undefined);
      const timer = setInterval(() => {
        if (!holds()) return;
        clearInterval(timer);
        done();
      }, 50);
    });
  const lines = () =>
    said.out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { child, said, ended, until, lines };
}

/** `vigie watch --once` in this process: what it printed, line by line, and how it ended. */
async function watchOnce(language: 'fr' | 'en', ...args: string[]) {
  const words = ['watch', inbox, '--data', data, '--settle', '0.2', '--once', ...args];
  const { status, out, err } = await vigie(words, { language, now: () => new Date() });
  const lines = out.split('\n').filter(Boolean);
  return { status, err, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const header = 'event_id,kind,occurred_at,actor_id\n';
const good = (count: number): string =>
  Array.from({ length: count }, (_, at) => `g${at},post,2024-01-01T00:00:00Z,u${at}\n`).join('');
const events = async (): Promise<unknown> =>
  (await snapshotRows(data, 'select count(*)::integer as events from events'))[0]?.['events'];

describe('vigie watch --once', () => {
  it('files the good and the bad away, says why in the language of the locale, and sums up for a webhook', async () => {
    writeFileSync(join(inbox, 'events.csv'), header + good(3));
    writeFileSync(join(inbox, 'lettre.txt'), 'Bonjour à tous, ceci est une lettre et rien de plus.\n');
    writeFileSync(join(inbox, 'upload.zip.part'), 'not finished');
    const run = await watchOnce('fr', '--report', join(folder, 'summary.json'));
    expect(run.status).toBe(1);
    expect(readdirSync(inbox).sort()).toEqual(['failed', 'processed', 'upload.zip.part']);
    expect(readdirSync(join(inbox, 'processed'))).toEqual([`${today}-events.csv`]);
    const bad = `${today}-lettre.txt`;
    expect(readdirSync(join(inbox, 'failed')).sort()).toEqual([bad, `${bad}.report.json`, `${bad}.report.txt`]);
    const text = readFileSync(join(inbox, 'failed', `${bad}.report.txt`), 'utf8');
    expect(text).toMatch(/^lettre\.txt\u202f: échec\n {2}lettre\.txt\u202f: cette livraison n’est pas un export connu/);
    expect(text).toContain(`Fichier déplacé dans failed/${bad}\n`);
    expect(JSON.parse(readFileSync(join(inbox, 'failed', `${bad}.report.json`), 'utf8'))).toMatchObject({
      delivery: 'lettre.txt',
      outcome: 'failed',
      error: { file: 'lettre.txt' },
    });
    expect(run.lines).toMatchObject([
      {
        delivery: 'events.csv',
        outcome: 'imported',
        moved_to: `processed/${today}-events.csv`,
        reports: [{ used: 3 }],
      },
      { delivery: 'lettre.txt', outcome: 'failed', moved_to: `failed/${bad}` },
    ]);
    const summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as { text: string };
    expect(summary.text).toMatch(/^Vigie\u202f: livraisons importées 1, en échec 1\n/);
    expect(await events()).toBe(3);

    // The same name on the same day stands beside the first; a second run has nothing to complain of.
    writeFileSync(join(inbox, 'events.csv'), header + good(5));
    const again = await watchOnce('fr', '--lang', 'en', '--report', join(folder, 'summary.txt'));
    expect(again.status).toBe(0);
    expect(readdirSync(join(inbox, 'processed')).sort()).toEqual([`${today}-events (2).csv`, `${today}-events.csv`]);
    expect(readFileSync(join(folder, 'summary.txt'), 'utf8')).toMatch(/^Vigie: 1 deliveries imported, 0 failed\n/);
    expect(await events()).toBe(5);
  });

  it('waits for another writer instead of failing', async () => {
    writeFileSync(join(inbox, 'events.csv'), header + good(3));
    const lock = await takeWriterLock(dataFolder(data), 'vigie import export.zip', new Date('2026-11-21T10:00:00Z'));
    const run = watch('--once');
    await run.until(() => run.said.err.includes('En attente'));
    expect(run.said.err).toMatch(
      /En attente\u202f: un autre processus écrit ici\u202f: processus \d+ \(vigie import export\.zip/,
    );
    expect(readdirSync(inbox)).toEqual(['events.csv']);
    await lock.release();
    expect(await run.ended).toBe(0);
    expect(readdirSync(join(inbox, 'processed'))).toEqual([`${today}-events.csv`]);
  });

  it('has nothing to do in an empty folder, and refuses one that is not there', async () => {
    const idle = await watchOnce('fr');
    expect([idle.status, idle.lines]).toEqual([0, []]);
    rmSync(inbox, { recursive: true });
    const lost = await watchOnce('fr');
    expect(lost.status).toBe(1);
    expect(lost.err).toMatch(/^Ce dossier n’existe pas\u202f: .*inbox\. Créez-le, puis recommencez\.\n$/);
  });
});

describe('vigie watch', () => {
  it('takes what was there, then what lands, whole, and ends at once when asked to', async () => {
    writeFileSync(join(inbox, 'former.csv'), header + good(2));
    const run = watch('--source', 'vigie-csv');
    await run.until(() => run.lines().length === 1);
    // Copied slowly: nothing is read before the last byte is there.
    writeFileSync(join(inbox, 'events.csv'), header);
    for (const half of [good(10), good(20).split('\n').slice(10).join('\n')]) {
      await new Promise((done) => setTimeout(done, 100));
      appendFileSync(join(inbox, 'events.csv'), half);
    }
    await run.until(() => run.lines().length === 2);
    expect(run.lines()).toMatchObject([{ reports: [{ used: 2 }] }, { reports: [{ used: 20 }] }]);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });

  it('stopped in the middle of an import moves nothing, and the next start takes it up', async () => {
    writeFileSync(
      join(inbox, 'net.txt'),
      Array.from({ length: 300_000 }, (_, at) => `${at % 997} ${at % 991}\n`).join(''),
    );
    const run = watch();
    await run.until(() => readdirSync(folder).includes('data') && readdirSync(data).includes('writer.json'));
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect([readdirSync(inbox), run.said.out]).toEqual([['net.txt'], '']);
    expect((await verifyFolder(data, null, '1GB')).ok).toBe(true);
    expect(await watch('--once').ended).toBe(0);
    expect(readdirSync(join(inbox, 'processed'))).toEqual([`${today}-net.txt`]);
    expect(await events()).toBe(300_000);
  });
});
