import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formats, mappingSchema as ownSchema } from '../../pipelines/mapping/document.ts';
import { checkReplySchema, sniffReplySchema } from '../../server/contract/imports.ts';
import { mappingSchema } from '../../server/contract/mapping.ts';
import type { Running } from '../../server/main.ts';
import { pipelineHere } from '../support/pipeline-here.ts';
import { serveFolder } from '../support/server.ts';

let server: Running;
let data: string;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'vigie-map-api-'));
  server = await serveFolder(data, { runPipeline: pipelineHere });
});
afterAll(() => server.close());

const post = (path: string, body: object = {}) =>
  fetch(`${server.address}/api/imports${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

it('looks at what was received, tries a mapping, and forgets it all when it is not loaded', async () => {
  const { id } = (await (await post('')).json()) as { id: string };
  const table = 'who,when,what\nana,2026-03-14,post\nbo,tomorrow,comment\n';
  await fetch(`${server.address}/api/imports/${id}/files/wall.csv`, { method: 'PUT', body: table });
  const answer = await post(`/${id}/sniff`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const { sniffed } = sniffReplySchema.parse(await answer.json());
  expect(sniffed?.mapping.columns).toEqual({ actor: 'who', occurred_at: 'when', kind: 'what' });
  expect(sniffed?.preview[0]).toEqual(['ana', '2026-03-14', 'post']);

  const check = async (mapping: object) =>
    checkReplySchema.parse(await (await post(`/${id}/check`, { mapping })).json());
  const { checked } = await check({ ...sniffed?.mapping });
  expect(checked).toMatchObject({ records_read: 2, used: 1, rejected: { unknown_date: 1 }, whole: true });
  expect(checked?.examples).toEqual([{ file: 'wall.csv', line: 3, rule: 'unknown_date', detail: 'tomorrow' }]);
  const { refused } = await check({ ...sniffed?.mapping, columns: { ...sniffed?.mapping.columns, actor: 'nobody' } });
  expect(refused?.problem.en).toContain('nobody');

  expect((await post(`/${id}/discard`)).status).toBe(200);
  expect(readdirSync(join(data, 'tmp', 'uploads'))).toEqual([]);
  expect((await post(`/${id}/sniff`)).status).toBe(404);
});

it('speaks of the same mapping on both sides', () => {
  const mapping = {
    vigie_mapping: 1,
    name: 'x',
    platform: 'intranet',
    table: 'events',
    file: { format: formats[0], separator: ';', skip: 2, header: true },
    columns: { actor: 'a', occurred_at: ['b', 'c'] },
    kinds: { always: 'post' },
    dates: { order: 'day-first', zone: 'Europe/Paris' },
  };
  expect(mappingSchema.parse(mapping)).toEqual(ownSchema.parse(mapping));
});
