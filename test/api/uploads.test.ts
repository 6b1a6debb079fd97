import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type ImportJob,
  importJobSchema,
  importOpenedSchema,
  type ImportProgress,
  importProgressSchema,
} from '../../server/contract/imports.ts';
import { serveVigie, type Running } from '../../server/main.ts';
import { ImportQueue } from '../../server/state/import-queue.ts';
import { snapshotSchema } from '../../server/contract/snapshot.ts';
import { deliveryNames } from '../../server/state/delivery-names.ts';
import { fullDisk, roomFor } from '../../server/state/upload-room.ts';
import { start } from '../browser/serve-folder.ts';
import { pipelineHere } from '../support/pipeline-here.ts';

const folders: string[] = [];
const running: Running[] = [];
afterAll(async () => {
  await Promise.all(running.map((server) => server.close()));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-upload-'));
  folders.push(folder);
  return folder;
}

async function serve(folder: string, maxUploadBytes?: number): Promise<Running> {
  const server = await serveVigie({
    dataFolder: folder,
    host: '127.0.0.1',
    port: 0,
    keyFile: undefined,
    logLevel: 'silent',
    maxUploadBytes,
  });
  running.push(server);
  return server;
}

interface Announced {
  readonly path: string;
  readonly body: string;
}

const tus = { 'tus-resumable': '1.0.0' };
const post = (server: { address: string }, path: string, body: object = {}) =>
  fetch(`${server.address}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

async function announce(server: { address: string }, files: readonly Announced[], more: object = {}) {
  const listed = files.map(({ path, body }) => ({ path, size: Buffer.byteLength(body), modified: 1 }));
  const reply = await post(server, '/api/imports', { files: listed, start: true, ...more });
  return importOpenedSchema.parse(await reply.json());
}

const patch = (server: { address: string }, address: string, offset: number, body: string) =>
  fetch(`${server.address}${address}`, {
    method: 'PATCH',
    body,
    headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
  });

const offsetAt = async (server: { address: string }, address: string) =>
  (await fetch(`${server.address}${address}`, { method: 'HEAD', headers: tus })).headers.get('upload-offset');

async function upload(server: { address: string }, files: readonly Announced[]): Promise<string> {
  const { id, uploads } = await announce(server, files);
  for (const [index, { address }] of uploads.entries()) {
    expect((await patch(server, address, 0, files[index]?.body ?? '')).status).toBe(204);
  }
  return id;
}

const jobs = async (server: { address: string }): Promise<ImportJob[]> =>
  importJobSchema.array().parse(await (await fetch(`${server.address}/api/imports`)).json());

/** Everything the progress stream says until it ends. */
async function follow(server: { address: string }, id: string): Promise<ImportProgress[]> {
  const text = await (await fetch(`${server.address}/api/imports/${id}/progress`)).text();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => importProgressSchema.parse(JSON.parse(json ?? '')));
}

const events = async (server: { address: string }) =>
  snapshotSchema.parse(await (await fetch(`${server.address}/api/snapshot`)).json()).loaded?.events ?? 0;

const edges = (from: number, count: number): string =>
  `source,target\n${Array.from({ length: count }, (_, i) => `p${from + i},p${from + i + 1}`).join('\n')}\n`;
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('an upload', () => {
  it('cut at half goes on where it stopped, also on another server, and gives the same bytes', async () => {
    const folder = dataFolder();
    const first = await serve(folder);
    const whole = edges(1, 5000);
    const file = { path: 'ties.csv', body: whole };
    const half = Math.floor(whole.length / 2);
    const before = await announce(first, [file], { start: false });
    const address = before.uploads[0]?.address ?? '';
    expect((await patch(first, address, 0, whole.slice(0, half))).status).toBe(204);
    expect((await patch(first, address, 0, whole)).status).toBe(409);
    expect((await patch(first, address, half, `${whole.slice(half)}too much`)).status).toBe(413);
    const kept = await offsetAt(first, address);
    expect(kept).toBe(String(half));
    await first.close();
    const second = await serve(folder);
    expect(await offsetAt(second, address)).toBe(String(half));
    expect((await post(second, `/api/imports/${before.id}/start`)).status).toBe(409);
    expect((await patch(second, address, half, whole.slice(half))).status).toBe(204);
    const part = join(folder, 'tmp/uploads', before.id, 'parts/0');
    expect(sha256(readFileSync(part))).toBe(sha256(whole));
    expect((await post(second, `/api/imports/${before.id}/start`)).status).toBe(200);
    expect((await follow(second, before.id)).at(-1)).toMatchObject({
      state: 'done',
      reports: [{ records_read: 5000 }],
    });
    expect(readdirSync(join(folder, 'tmp/uploads', before.id))).toEqual(['delivery.json']);
  });

  it('of the same files continues the one that is not complete, and no other', async () => {
    const server = await serve(dataFolder());
    const files = [
      { path: 'export/a.csv', body: edges(1, 10) },
      { path: 'export/b.csv', body: edges(20, 10) },
    ];
    const first = await announce(server, files);
    await patch(server, first.uploads[0]?.address ?? '', 0, files[0]?.body.slice(0, 30) ?? '');
    const again = await announce(server, files);
    expect(again.id).toBe(first.id);
    expect(again.uploads.map(({ offset }) => offset)).toEqual([30, 0]);
    expect((await announce(server, files.slice(0, 1))).id).not.toBe(first.id);
    expect(await jobs(server)).toMatchObject([
      { id: first.id, name: 'export', files: 2, progress: { state: 'receiving', bytes: 30 } },
      { name: 'export', files: 1 },
    ]);
  });

  it('that is too large, for the limit or for the disk, is refused before its first byte, in both languages', async () => {
    const server = await serve(dataFolder(), 1000);
    const files = [
      { path: 'a.csv', size: 600, modified: 1 },
      { path: 'b.csv', size: 401, modified: 1 },
    ];
    const reply = await post(server, '/api/imports', { files });
    expect(reply.status).toBe(413);
    expect(await reply.json()).toMatchObject({
      error: {
        code: 'too_large',
        message: { fr: expect.stringContaining('la limite'), en: expect.stringContaining('the limit') },
      },
    });
    expect(await jobs(server)).toEqual([]);
    const free = 5e9;
    expect(() => roomFor(4e9, { maxBytes: 1e12, free })).not.toThrow();
    expect(() => roomFor(4.9e9, { maxBytes: 1e12, free })).toThrow('4.9 GB and the disk of Vigie has only 5 GB free');
  });

  it('that fills the disk half-way is told how much to free: what is to come and a reserve of 256 MiB, less what is left', () => {
    const { status, text } = fullDisk({ missing: 2e9, free: 68_435_456 });
    expect([status, text]).toEqual([
      507,
      {
        fr: 'Le disque de Vigie est plein\u00a0: libérez 2,2\u00a0Go, puis reprenez l’envoi, qui continuera où il s’est arrêté.',
        en: 'The disk of Vigie is full: free 2.2 GB, then resume the upload; it goes on where it stopped.',
      },
    ]);
  });

  it('from another site is refused', async () => {
    const server = await serve(dataFolder());
    const { uploads } = await announce(server, [{ path: 'a.csv', body: 'x' }]);
    const address = `${server.address}${uploads[0]?.address ?? ''}`;
    const headers = { ...tus, origin: 'http://elsewhere.example' };
    expect((await fetch(address, { method: 'HEAD', headers })).status).toBe(403);
    const own = await fetch(address, { method: 'HEAD', headers: tus });
    expect(own.headers.get('access-control-allow-origin')).toBeNull();
    expect(own.headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  it('under a name with path parts stays in its own folder', async () => {
    const folder = dataFolder();
    const server = await serve(folder);
    const id = await upload(server, [{ path: '../../../ties.csv', body: edges(1, 3) }]);
    expect((await follow(server, id)).at(-1)).toMatchObject({ state: 'done', reports: [{ name: 'ties.csv' }] });
    expect(existsSync(join(folder, '../ties.csv')) || existsSync(join(folder, 'ties.csv'))).toBe(false);
  });
});

describe('names of a delivery', () => {
  it('mean nothing to a file system, and are never the same twice', () => {
    const odd = [
      '../../etc/passwd',
      '/abs/x.csv',
      String.raw`C:\a\b.csv`,
      '..',
      'a\u0000b\u202E.csv',
      'CON.txt',
      'x. ',
    ];
    expect(deliveryNames(odd)).toEqual(['etc/passwd', 'abs/x.csv', 'C_/a/b.csv', 'file', 'ab.csv', '_CON.txt', 'x']);
    expect(deliveryNames(['a.csv', 'A.csv', 'b/a.csv', 'a.csv'])).toEqual([
      'a.csv',
      'A (2).csv',
      'b/a.csv',
      'a (3).csv',
    ]);
    expect(deliveryNames([`${'n'.repeat(300)}.tar.gz`])[0]).toBe(`${'n'.repeat(113)}.tar.gz`);
  });
});

describe('the queue', () => {
  it('loads in the order of completion, says who goes first, and cancels what waits or runs', async () => {
    const folder = dataFolder();
    const server = await serve(folder);
    const [first, second, third] = [
      // Large enough to be still under way once the others have come.
      await upload(server, [{ path: 'one.csv', body: edges(1, 300_000) }]),
      await upload(server, [{ path: 'two.csv', body: edges(10, 3) }]),
      await upload(server, [{ path: 'three.csv', body: edges(20, 4) }]),
    ];
    expect((await jobs(server)).map(({ progress }) => progress)).toMatchObject([
      { state: 'running' },
      { state: 'queued', before: 1 },
      { state: 'queued', before: 2 },
    ]);
    expect((await post(server, `/api/imports/${second}/cancel`)).status).toBe(200);
    expect((await post(server, `/api/imports/${first}/cancel`)).status).toBe(200);
    expect((await follow(server, third)).at(-1)).toMatchObject({ state: 'done' });
    expect((await jobs(server)).map(({ progress }) => progress.state)).toEqual(['cancelled', 'cancelled', 'done']);
    expect(await events(server)).toBe(4);
    expect(readdirSync(join(folder, 'imports'))).toHaveLength(1);
    await post(server, `/api/imports/${first}/discard`);
    expect((await jobs(server)).map(({ id }) => id)).toEqual([second, third]);
  });

  it('cancels what is being received: its bytes are gone, and no more are taken', async () => {
    const folder = dataFolder();
    const server = await serve(folder);
    const { id, uploads } = await announce(server, [{ path: 'a.csv', body: 'source,target\na,b\n' }]);
    const address = uploads[0]?.address ?? '';
    await patch(server, address, 0, 'source');
    await post(server, `/api/imports/${id}/cancel`);
    expect((await patch(server, address, 6, ',target\na,b\n')).status).toBe(404);
    expect(readdirSync(join(folder, 'tmp/uploads', id))).toEqual(['delivery.json']);
  });

  it('outlives a server that is killed: what was complete is loaded, once, and what was not can go on', async () => {
    const folder = dataFolder();
    const killed = await start(folder);
    const rest = { path: 'rest.csv', body: edges(50, 5) };
    const open = await announce(killed, [rest]);
    await patch(killed, open.uploads[0]?.address ?? '', 0, rest.body.slice(0, 20));
    const first = await upload(killed, [{ path: 'one.csv', body: edges(1, 2) }]);
    const second = await upload(killed, [{ path: 'two.csv', body: edges(10, 3) }]);
    await killed.kill();
    const server = await serve(folder);
    expect((await follow(server, second)).at(-1)).toMatchObject({ state: 'done' });
    expect((await jobs(server)).find(({ id }) => id === first)?.progress.state).toBe('done');
    expect(await events(server)).toBe(5);
    expect(readdirSync(join(folder, 'imports'))).toHaveLength(2);
    expect((await announce(server, [rest])).uploads).toMatchObject([{ offset: 20 }]);
  }, 60_000);

  // The limit on file size of a running process is lifted on Linux alone.
  it.skipIf(process.platform !== 'linux')(
    'stopped by a full disk says what to do, and goes on where it stopped once there is room',
    async () => {
      const server = await start(dataFolder(), { fileLimit: 64 });
      try {
        const large = { path: 'export/large.csv', body: edges(1, 20_000) };
        const small = { path: 'export/small.csv', body: edges(90_000, 6_000) };
        const { id, uploads } = await announce(server, [large, small]);
        const [first = '', second = ''] = uploads.map(({ address }) => address);
        const full = {
          error: {
            code: 'disk_full',
            message: {
              fr: expect.stringMatching(/^Le disque .* reprenez l’envoi, qui continuera où il s’est arrêté\.$/),
              en: expect.stringMatching(/^The disk .* resume the upload; it goes on where it stopped\.$/),
            },
          },
        };
        const refused = await patch(server, first, 0, large.body);
        expect([refused.status, await refused.json()]).toEqual([507, full]);
        expect(await offsetAt(server, first)).toBe(String(64 * 1024));
        const put = () => fetch(`${server.address}${second}`, { method: 'PUT', body: small.body });
        const refusedWhole = await put();
        expect([refusedWhole.status, await refusedWhole.json()]).toEqual([507, full]);
        expect((await jobs(server)).map(({ progress }) => progress)).toMatchObject([
          { state: 'receiving', bytes: 64 * 1024 },
        ]);

        server.liftFileLimit();
        const again = await announce(server, [large, small]);
        expect(again.id).toBe(id);
        const at = again.uploads[0]?.offset ?? 0;
        expect(at).toBe(64 * 1024);
        expect((await patch(server, first, at, large.body.slice(at))).status).toBe(204);
        expect((await put()).status).toBe(204);
        expect((await follow(server, id)).at(-1)).toMatchObject({ state: 'done', reports: [{ records_read: 26_000 }] });
      } finally {
        await server.stop();
      }
    },
    60_000,
  );

  it('forgets an upload that nobody continues after a day, and one whose columns nobody maps after two hours', async () => {
    const folder = dataFolder();
    const now = new Date();
    const queue = new ImportQueue({
      dataFolder: folder,
      maxBytes: 1e9,
      now: () => now,
      runPipeline: pipelineHere,
    });
    const later = (hours: number) => queue.deliveries.expire(new Date(now.getTime() + hours * 3_600_000));
    const files = [{ path: 'a.csv', size: 100, modified: 1 }];
    const half = await queue.create({ files, start: true });
    const mapped = await queue.create({});
    const stored = () => readdirSync(join(folder, 'tmp/uploads')).toSorted();
    expect(stored()).toEqual([half.id, mapped.id].toSorted());
    expect(statSync(queue.part(half.id, 0)?.path ?? '').size).toBe(0);
    later(1.9);
    expect(stored()).toHaveLength(2);
    later(2.1);
    expect(stored()).toEqual([half.id]);
    later(23.9);
    expect(stored()).toEqual([half.id]);
    later(24.1);
    expect(stored()).toEqual([]);
    await queue.close();
  });
});
