import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/contract/api.ts';
import type { Restatement } from '../../server/contract/restatements.ts';
import type { Running } from '../../server/main.ts';
import { serveFolder } from '../support/server.ts';

const revised = (changes: Partial<Restatement>): Restatement => ({
  recorded_at: '2026-11-21T10:00:00.000Z',
  month: '2024-01',
  figure: 'contributors',
  from: 6,
  to: 7,
  hidden: false,
  why: 'late_rows',
  from_snapshot: 's_1',
  to_snapshot: 's_2',
  imports: ['20261121-100000-slack-export-0a1b2c3d'],
  ...changes,
});

let folder: string;
let server: Running;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-restated-'));
  server = await serveFolder(folder);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = async (): Promise<Restatement[]> =>
  api.restatements.reply.parse(await (await fetch(`${server.address}/api/restatements`)).json());

describe('GET /api/restatements', () => {
  it('has nothing to tell before a figure was revised', async () => {
    expect(await ask()).toEqual([]);
  });

  it('gives the latest first, and withholds small groups and erasures whatever the file says', async () => {
    const lines = [
      revised({}),
      revised({ figure: 'events.post', from: 3, to: 12 }),
      revised({ figure: 'active_people', from: 4, to: 9 }),
      revised({ figure: 'events.reply', from: 120, to: 87, why: 'erasure' }),
    ];
    writeFileSync(join(folder, 'ledger.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    expect((await ask()).map(({ figure, from, to, hidden }) => [figure, from, to, hidden])).toEqual([
      ['events.reply', null, null, true],
      ['active_people', null, 9, true],
      ['events.post', 3, 12, false],
      ['contributors', 6, 7, false],
    ]);
  });
});
