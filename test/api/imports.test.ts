import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportProgress, importProgressSchema } from '../../server/contract/imports.ts';
import { snapshotSchema } from '../../server/contract/snapshot.ts';
import type { Running } from '../../server/main.ts';
import { serveFolder } from '../support/server.ts';

let server: Running;
let data: string;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'vigie-upload-'));
  server = await serveFolder(data);
});
afterAll(() => server.close());

const post = (path: string, body: object = {}) =>
  fetch(`${server.address}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

const put = (id: string, path: string, body: string) =>
  fetch(`${server.address}/api/imports/${id}/files/${path}`, { method: 'PUT', body });

async function create(): Promise<string> {
  const { id } = (await (await post('/api/imports')).json()) as { id: string };
  return id;
}

/** Everything the progress stream says until it ends. */
async function follow(id: string): Promise<ImportProgress[]> {
  const text = await (await fetch(`${server.address}/api/imports/${id}/progress`)).text();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => importProgressSchema.parse(JSON.parse(json ?? '')));
}

async function load(files: Readonly<Record<string, string>>): Promise<ImportProgress[]> {
  const id = await create();
  for (const [path, body] of Object.entries(files)) expect((await put(id, path, body)).status).toBe(204);
  expect((await post(`/api/imports/${id}/start`)).status).toBe(200);
  return follow(id);
}

const snapshot = async () => snapshotSchema.parse(await (await fetch(`${server.address}/api/snapshot`)).json());

describe('an upload', () => {
  it('starts from an empty folder, which is a state and not an error', async () => {
    expect(await snapshot()).toMatchObject({ loaded: null, loopback: true });
    expect((await fetch(`${server.address}/api/results/dau`)).status).toBe(404);
  });

  it('is loaded, followed to its report, served at once, and its raw files are gone', async () => {
    const said = await load({ 'mail.txt': '1 2\n2 3\n3 1\n', 'mail-department-labels.txt': '1 A\n2 A\n3 B\n' });
    const last = said.at(-1);
    expect(last).toMatchObject({
      state: 'done',
      reports: [{ source: 'edge-list', events: { message: 3 }, people: 3 }],
    });
    expect((await snapshot()).loaded).toMatchObject({ events: 3, people: 3, clock: 'none' });
    const kept = readdirSync(join(data, 'tmp/uploads'), { recursive: true, withFileTypes: true });
    expect(kept.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual(['delivery.json']);
  });

  it('two at once queue, and both are loaded', async () => {
    const [first, second] = await Promise.all([
      load({ 'a.csv': 'source,target\nana,bo\n' }),
      load({ 'b.csv': 'source,target\nbo,cy\n' }),
    ]);
    expect([first.at(-1)?.state, second.at(-1)?.state]).toEqual(['done', 'done']);
    expect((await snapshot()).loaded?.events).toBe(5);
  });

  it('that is no export says what to do, and the former data are still served', async () => {
    const before = (await snapshot()).loaded?.snapshot_id;
    const last = (await load({ 'holiday.txt': 'nothing to see here, just a letter' })).at(-1);
    expect(last).toMatchObject({
      state: 'failed',
      file: 'holiday.txt',
      problem: {
        fr: 'cette livraison n’est pas un export connu ; elle contient holiday.txt',
        en: 'this delivery is not an export that is known here; it holds holiday.txt',
      },
    });
    expect((await snapshot()).loaded?.snapshot_id).toBe(before);
  });

  it('with too many broken records says which rules they broke', async () => {
    const csv = 'event_id,kind,occurred_at,actor_id\n1,post,2024-01-01,ana\n2,post\n';
    expect((await load({ 'events.csv': csv })).at(-1)).toMatchObject({
      state: 'failed',
      file: 'events.csv',
      line: 3,
      rejected: { too_few_columns: 1 },
    });
  });

  it('keeps its warnings in both languages, in its report and with what is loaded', async () => {
    const csv = 'event_id,kind,occurred_at,actor_id,body\n1,post,2024-01-01,ana,hello\n';
    const warning = {
      fr: 'colonnes de events.csv non lues : body',
      en: 'columns of events.csv not read: body',
    };
    const last = (await load({ 'events.csv': csv })).at(-1);
    expect(last).toMatchObject({ state: 'done', reports: [{ warnings: [warning] }] });
    expect((await snapshot()).loaded?.imports.at(-1)?.warnings).toEqual([warning]);
  });

  it('cannot leave its own folder, be unknown, or start twice', async () => {
    const id = await create();
    const escape = await put(id, '..%2F..%2Fsecret.txt', 'x');
    expect(escape.status).toBe(204);
    expect(existsSync(join(data, 'secret.txt')) || existsSync(join(data, 'tmp/secret.txt'))).toBe(false);
    expect((await put('no-such-import', 'x.csv', 'x')).status).toBe(404);
    await put(id, 'c.csv', 'source,target\nana,bo\n');
    expect((await post(`/api/imports/${id}/start`)).status).toBe(200);
    expect((await post(`/api/imports/${id}/start`)).status).toBe(409);
    await follow(id);
  });
});

describe('names', () => {
  const log = () =>
    existsSync(join(data, 'access-log.jsonl'))
      ? readFileSync(join(data, 'access-log.jsonl'), 'utf8').trim().split('\n')
      : [];

  it('each look is logged, without a name; pseudonyms are not', async () => {
    const before = log().length;
    await fetch(`${server.address}/api/results/degree?masked=1`);
    expect(log().length).toBe(before);
    const named = await (await fetch(`${server.address}/api/results/degree`)).text();
    expect(named).toContain('"native_id":"ana"');
    expect(log().length).toBe(before + 1);
    expect(JSON.parse(log().at(-1) ?? '')).toMatchObject({ action: 'names', through: 'dashboard', subject: 'degree' });
    expect(log().at(-1)).not.toContain('ana');
  });
});
