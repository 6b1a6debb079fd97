import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, errorSchema } from '../../server/contract/api.ts';
import type { Running } from '../../server/main.ts';
import { serveFolder } from '../support/server.ts';
import { copyOf, importedFolder } from '../support/world.ts';

let server: Running;
let folder: string;
const get = (path: string) => fetch(`${server.address}${path}`);

beforeAll(async () => {
  folder = copyOf(await importedFolder(['fixtures/worlds/two-silos']));
  server = await serveFolder(folder);
});
afterAll(() => server.close());

describe('results', () => {
  it('answers a metric with the filter it understood', async () => {
    const reply = await get('/api/results/dau?masked=1');
    expect(reply.status).toBe(200);
    const result = api.result.reply.parse(await reply.json());
    expect(result.meta.id).toBe('dau');
    expect(result.meta.filter.from).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(result.rows.length).toBeGreaterThan(7);
    expect(result.columns.map(({ key }) => key)).toEqual(['date', 'group', 'value', 'numerator', 'denominator']);
  });

  it('gives the same rows as CSV, in both dialects', async () => {
    const json = api.result.reply.parse(await (await get('/api/results/ei-index?masked=1')).json());
    const plain = await (await get('/api/results/ei-index?format=csv&masked=1')).text();
    const lines = plain.trimEnd().split('\n');
    expect(lines[0]).toBe(json.columns.map(({ key }) => key).join(','));
    expect(lines.length - 1).toBe(json.rows.length);
    expect(lines[1]?.split(',')[2]).toBe(String(json.rows[0]?.value));
    const excel = Buffer.from(
      await (await get('/api/results/ei-index?format=csv&dialect=excel-fr&masked=1')).arrayBuffer(),
    );
    expect([...excel.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(excel.toString('utf8').split('\r\n')[0]).toContain(';');
    expect(excel.toString('utf8')).toContain(String(json.rows[0]?.value).replace('.', ','));
  });

  it('gives the same rows as Arrow, null staying null', async () => {
    const json = api.result.reply.parse(await (await get('/api/results/degree?masked=1')).json());
    const bytes = new Uint8Array(await (await get('/api/results/degree?format=arrow&masked=1')).arrayBuffer());
    const table = tableFromIPC(bytes);
    expect(table.numRows).toBe(json.rows.length);
    expect(table.getChild('value')?.get(0)).toBe(json.rows[0]?.value);
  });

  it('gives a spreadsheet', async () => {
    const reply = await get('/api/results/degree?format=xlsx&masked=1');
    expect(reply.headers.get('content-type')).toContain('spreadsheetml');
    expect(
      Buffer.from(await reply.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  it.each([
    ['/api/results/toString', 404, 'unknown_id'],
    ['/api/results/no-such-metric', 404, 'unknown_id'],
    ['/api/results/dau?from=31/01/2026', 400, 'bad_request'],
    ['/api/results/dau?from=2026-02-01&to=2026-01-01', 400, 'empty_period'],
    ['/api/results/dau?community=nowhere', 400, 'unknown_community'],
    ['/api/results/dau?department=nobody', 400, 'unknown_department'],
    ['/api/results/dau?ties=raw', 400, 'uses_no_network'],
    ['/api/results/degree?ties=wrong', 400, 'bad_request'],
    ['/api/nothing-here', 404, 'unknown_address'],
  ])('%s is refused with %i and a message in both languages', async (path, status, code) => {
    const reply = await get(path);
    expect(reply.status).toBe(status);
    const { error } = errorSchema.parse(await reply.json());
    expect(error.code).toBe(code);
    expect(error.message.fr).not.toBe(error.message.en);
  });
});

describe('the door', () => {
  it('sends security headers and no framework name', async () => {
    const { headers } = await get('/api/health');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('refuses a request that another site makes the browser send', async () => {
    const foreign = await fetch(`${server.address}/api/snapshot`, { headers: { origin: 'https://elsewhere.example' } });
    expect(foreign.status).toBe(403);
  });

  it('compresses what is worth it', async () => {
    const reply = await fetch(`${server.address}/api/catalogue`, { headers: { 'accept-encoding': 'gzip' } });
    expect(reply.headers.get('content-encoding')).toBe('gzip');
  });

  it('describes itself as OpenAPI', async () => {
    const document = (await (await get('/api/openapi.json')).json()) as { openapi: string; paths: object };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/api/results/{id}');
  });
});
