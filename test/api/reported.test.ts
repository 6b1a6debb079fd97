import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figures } from '../../pipelines/canonical/figures.ts';
import { api } from '../../server/contract/api.ts';
import { comparisonCodes, figureCodes } from '../../server/contract/reported.ts';
import type { Result, Row } from '../../server/contract/results.ts';
import type { Running } from '../../server/main.ts';
import { importInTurn, snapshotRows } from '../support/import-request.ts';
import { serveFolder } from '../support/server.ts';

// A workspace of two channels, from 1 to 31 March 2026. In #lean six people write eleven messages, five of them replies,
// and an app writes one more; in #tiny two people write one message each.
const message = (day: number, second: number, user: string, rest: object = {}) => ({
  type: 'message',
  ts: `${Date.UTC(2026, 2, day, 12) / 1000 + second}.000100`,
  user,
  text: 'x',
  ...rest,
});
const root = `${Date.UTC(2026, 2, 1, 12) / 1000}.000100`;
const reply = { thread_ts: root };
const lean: Readonly<Record<string, readonly object[]>> = {
  '2026-03-01': [
    message(1, 0, 'U1', { thread_ts: root, reply_count: 6 }),
    message(1, 1, 'U2', reply),
    message(1, 2, 'U3', reply),
    message(1, 3, 'U4', reply),
    message(1, 4, 'U5', reply),
    message(1, 5, 'U6', reply),
  ],
  '2026-03-15': [message(15, 0, 'U6'), message(15, 1, 'U1'), message(15, 2, 'U1', { bot_id: 'B1' })],
  '2026-03-31': [message(31, 0, 'U2'), message(31, 1, 'U2'), message(31, 2, 'U3')],
};
const channelHeader =
  'Name,Full Members,Messages posted,Messages posted by members,Members who posted,Members who viewed,Reactions added';
const memberHeader = 'User ID,Days active,Messages posted';

let folder: string;
let server: Running;
let all: Result;

const ask = async (path: string): Promise<Result> =>
  api.reported.reply.parse(await (await fetch(`${server.address}${path}`)).json());

/** The one row of a figure. */
function row(
  result: Result,
  figure: string,
  subject: string | null,
  toDay: string | null,
  more: Partial<Row> = {},
): Row {
  const found = result.rows.filter(
    (each) =>
      each.figure === figure &&
      each.subject_name === subject &&
      each.to_day === toDay &&
      Object.entries(more).every(([key, value]) => each[key] === value),
  );
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} rows of ${figure} (${subject})`);
  return found[0];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-reported-'));
  const file = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  file(
    'export/channels.json',
    JSON.stringify([
      { id: 'C1', name: 'lean' },
      { id: 'C2', name: 'tiny' },
    ]),
  );
  file('export/users.json', JSON.stringify(['U1', 'U2', 'U3', 'U4', 'U5', 'U6'].map((id) => ({ id, name: id }))));
  for (const [day, messages] of Object.entries(lean)) file(`export/lean/${day}.json`, JSON.stringify(messages));
  file('export/tiny/2026-03-10.json', JSON.stringify([message(10, 0, 'U1'), message(10, 1, 'U2')]));
  // The same window delivered twice: the second delivery corrects the first.
  const march = 'Acme Channel Analytics Mar 1, 2026 - Mar 31, 2026.csv';
  file(`first/${march}`, `${channelHeader}\nlean,90,99,99,9,50,7\n`);
  file(`second/${march}`, `${channelHeader}\n#Lean,90,13,11,6,50,7\ntiny,3,2,2,2,,0\nother,20,8,8,6,9,0\n`);
  file('second/Acme Channel Analytics Prior 7 Days - Apr 3, 2026.csv', `${channelHeader}\nlean,91,5,5,5,40,1\n`);
  file('second/Acme Channel Analytics Prior 7 Days - Mar 21, 2026.csv', `${channelHeader}\nlean,88,3,2,,30,\n`);
  file('second/Acme Member Analytics Prior 30 Days - Mar 30, 2026.csv', `${memberHeader}\nU1,3,40\nU2,1,2\nU3,0,0\n`);
  file('graph/groups.csv', 'Report Refresh Date,Group Display Name,Posted Count,Report Period\n2026-03-31,lean,4,7\n');
  const data = join(folder, 'data');
  await importInTurn(
    data,
    ['export', 'first', 'second', 'graph'].map((path) => join(folder, path)),
  );
  server = await serveFolder(data);
  all = await ask('/api/reported?masked=1');
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe('figures given by the platform', () => {
  it('stand beside what the events hold for the same channel and window', () => {
    // Slack gives 13; the export holds twelve, one of them of an app.
    expect(row(all, 'messages', 'lean', '2026-04-01', { platform: 'slack' })).toMatchObject({
      community_id: 'C1',
      from_day: '2026-03-01',
      window_days: 31,
      as_of: '2026-03-31',
      value: 13,
      people: 6,
      counted: 12,
      counted_people: 6,
      difference: -1,
      share: 12 / 13,
      comparison: 'compared',
    });
    expect(row(all, 'messages_by_members', 'lean', '2026-04-01')).toMatchObject({
      value: 11,
      counted: 11,
      difference: 0,
    });
    expect(row(all, 'posting_people', 'lean', '2026-04-01')).toMatchObject({ value: 6, counted: 6, share: 1 });
    // The first message of the thread says six replies, as of the export.
    expect(row(all, 'replies', 'lean', '2026-04-01')).toMatchObject({ value: 6, counted: 5, from_day: '2026-03-01' });
  });

  it('are those of the latest delivery, and the former one is not added', () => {
    expect(all.rows.filter(({ figure, value }) => figure === 'messages' && value === 99)).toEqual([]);
    expect(
      all.rows.filter(
        ({ figure, community_id: id, to_day: to }) => figure === 'messages' && id === 'C1' && to === '2026-04-01',
      ),
    ).toHaveLength(1);
  });

  it('say why they are not compared', () => {
    const why = (...key: Parameters<typeof row> extends [Result, ...infer Rest] ? Rest : never) => {
      const { counted, difference, comparison } = row(all, ...key);
      expect([counted, difference]).toEqual([null, null]);
      return comparison;
    };
    expect(why('messages', 'lean', '2026-04-04')).toBe('window_not_covered');
    expect(why('reading_people', 'lean', '2026-04-01')).toBe('not_in_source');
    expect(why('reactions', 'lean', '2026-04-01')).toBe('not_in_source');
    expect(why('full_members', 'lean', null, { as_of: '2026-03-31' })).toBe('not_in_source');
    expect(why('messages', 'other', '2026-04-01')).toBe('unknown_community');
    expect(why('messages', 'lean', '2026-04-01', { platform: 'viva-engage' })).toBe('no_events');
    expect(why('reading_people', 'tiny', '2026-04-01')).toBe('not_given');
  });

  it('hide what fewer than five people are behind, given or counted', () => {
    // Two people post in #tiny; three accounts, two of them posting, are in the workspace's list.
    for (const [figure, subject, to] of [
      ['messages', 'tiny', '2026-04-01'],
      ['posting_people', 'tiny', '2026-04-01'],
      ['full_members', 'tiny', null],
      ['people', 'Acme', null],
      ['active_people', 'Acme', '2026-03-31'],
      ['messages', 'Acme', '2026-03-31'],
    ] as const) {
      const {
        given,
        value,
        people,
        counted,
        counted_people: behind,
        difference,
        share,
      } = row(all, figure, subject, to);
      expect({ given, figures: [value, people, counted, behind, difference, share] }, figure).toEqual({
        given: true,
        figures: [null, null, null, null, null, null],
      });
    }
    expect(all.meta.suppressed).toBeGreaterThan(0);
  });

  it('can be had for the latest window alone, with how many others there are', async () => {
    const latest = await ask('/api/reported?masked=1&latest=1');
    const weeks = latest.rows.filter(({ figure, window_days: days }) => figure === 'messages_by_members' && days === 7);
    expect(weeks).toMatchObject([{ to_day: '2026-04-04', other_windows: 1 }]);
    expect(latest.rows.length).toBeLessThan(all.rows.length);
  });

  it('come as files, and narrowed to one community', async () => {
    const csv = await (await fetch(`${server.address}/api/reported?masked=1&format=csv&community=tiny`)).text();
    const [header, ...lines] = csv.trimEnd().split('\n');
    expect(header).toBe(all.columns.map(({ key }) => key).join(','));
    expect(lines.length).toBe(all.rows.filter(({ community_id: id }) => id === 'C2').length);
    const sheet = await fetch(`${server.address}/api/reported?masked=1&format=xlsx`);
    expect(sheet.headers.get('content-type')).toContain('spreadsheetml');
    expect((await ask('/api/results/reported?masked=1')).rows).toEqual(all.rows);
  });

  it('have words for every code', () => {
    expect([...figureCodes].sort()).toEqual([...figures].sort());
    for (const { comparison } of all.rows) expect(comparisonCodes).toContain(comparison);
  });
});

it('compares over several exports only where they leave no gap', async () => {
  const data = join(folder, 'parts');
  const part = (name: string, days: readonly number[]) => {
    const channel = join(folder, name, 'lean');
    mkdirSync(channel, { recursive: true });
    writeFileSync(join(folder, name, 'channels.json'), JSON.stringify([{ id: 'C1', name: 'lean' }]));
    for (const day of days) {
      const date = `2026-03-${String(day).padStart(2, '0')}`;
      writeFileSync(join(channel, `${date}.json`), JSON.stringify([message(day, 0, 'U1')]));
    }
    return join(folder, name);
  };
  const counted = () =>
    snapshotRows(data, `select counted, comparison from reported where figure = 'messages' and value = 13`);
  await importInTurn(data, [part('early', [1, 10]), part('late', [21, 31]), join(folder, 'second')]);
  expect(await counted()).toEqual([{ counted: null, comparison: 'window_not_covered' }]);
  // The third tells the tenth again, and reaches the twenty-second.
  await importInTurn(data, [{ paths: [part('between', [10, 15, 22])], now: new Date('2026-11-22T00:00:00Z') }]);
  expect(await counted()).toEqual([{ counted: '6', comparison: 'compared' }]);
});
