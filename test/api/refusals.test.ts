import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalsSchema } from '../../server/contract/refusals.ts';
import { resultSchema } from '../../server/contract/results.ts';
import { openIdentities } from '../../server/identities.ts';
import type { Running } from '../../server/main.ts';
import { serveFolder } from '../support/server.ts';
import { vigie } from '../support/vigie.ts';
import { importedFolder } from '../support/world.ts';

let data: string;
let running: Running;
let alba: string;

beforeAll(async () => {
  // A copy of its own: what is refused here concerns no other test.
  data = mkdtempSync(join(tmpdir(), 'vigie-refusals-'));
  cpSync(await importedFolder(['fixtures/worlds/round-table']), data, { recursive: true });
  alba = [...openIdentities(data, undefined).values()].find(({ native_id }) => native_id === 'a')?.person_id ?? '';
  running = await serveFolder(data);
});
afterAll(async () => {
  await running.close();
  rmSync(data, { recursive: true, force: true });
});

const get = async (path: string): Promise<unknown> => (await fetch(`${running.address}/api/${path}`)).json();
const post = (body: object) =>
  fetch(`${running.address}/api/refusals`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const named = async () =>
  resultSchema.parse(await get('results/ambassadors')).rows.map((row) => [row.native_id, row.reach]);

describe('a person who asks not to be proposed', () => {
  it('is out at once, with everybody compared anew, and back when they want it', async () => {
    // Five are compared: reach of a 0.9, of b and c 0.6 (the round table's README).
    expect(await named()).toEqual(
      expect.arrayContaining([
        ['a', 0.9],
        ['b', expect.closeTo(0.6, 12)],
      ]),
    );
    const reply = refusalsSchema.parse(await (await post({ person: alba, refused: true })).json());
    expect(reply.map(({ person_id, name }) => [person_id, name])).toEqual([[alba, 'Alba Aubert']]);
    // Four are left, of whom b and c now share the highest reach: (3.5 - 0.5) / 4.
    const without = await named();
    expect(without.map(([name]) => name)).not.toContain('a');
    expect(without).toEqual(
      expect.arrayContaining([
        ['b', 0.75],
        ['c', 0.75],
      ]),
    );
    expect(JSON.stringify(await get('results/bridging'))).not.toContain(alba);
    expect(JSON.stringify(await get('results/ambassador-set'))).not.toContain(alba);
    await post({ person: alba, refused: false });
    expect((await named()).map(([name]) => name)).toContain('a');
  });

  it('is named to who may see names alone, and looks at names are noted', async () => {
    await post({ person: alba, refused: true, masked: '1' });
    expect(JSON.stringify(await get('refusals?masked=1'))).not.toContain('Alba');
    expect(JSON.stringify(await get('refusals'))).toContain('Alba');
    expect(readFileSync(join(data, 'access-log.jsonl'), 'utf8')).toContain('"subject":"refusals"');
    const kept = readFileSync(join(data, 'refusals.json'), 'utf8');
    expect(kept).toContain(alba);
    expect(kept).not.toMatch(/alba/i);
    expect(statSync(join(data, 'refusals.json')).mode & 0o077).toBe(0);
  });

  it('is not to be invented', async () => {
    const response = await post({ person: 'p_00000000000000000000', refused: true });
    expect(response.status).toBe(404);
  });

  it('is noted and taken back on the command line too, by any of their names', async () => {
    expect((await vigie(['refusals', 'withdraw', 'A@exemple.example', '--data', data])).out).toBe('');
    expect((await vigie(['refusals', 'add', 'a', '--data', data])).out).toBe(`${alba}\t2026-11-21\n`);
    expect((await vigie(['refusals', '--names', '--data', data])).out).toBe('a\t2026-11-21\n');
    const unknown = await vigie(['refusals', 'add', 'nobody', '--data', data]);
    expect([unknown.status, unknown.err]).toEqual([1, 'Nobody is known as "nobody".\n']);
  });

  it('is told with the rest of what is held about them, and forgotten with them', async () => {
    const held = JSON.parse((await vigie(['person', 'a', '--data', data])).out) as { refusals: object[] };
    expect(held.refusals).toEqual([{ refused_at: '2026-11-21T00:00:00.000Z' }]);
    const erased = await vigie(['erase', 'a', '--yes', '--data', data]);
    expect(erased.status, erased.err).toBe(0);
    expect(readFileSync(join(data, 'refusals.json'), 'utf8')).not.toContain(alba);
  });

  it('is never taken for somebody who agrees when the file cannot be read', async () => {
    writeFileSync(join(data, 'refusals.json'), '{');
    expect((await fetch(`${running.address}/api/results/ambassadors`)).status).toBe(500);
  });
});
