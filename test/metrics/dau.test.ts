import { beforeAll, describe, expect, it } from 'vitest';
import activity from '../../fixtures/oracle/activity-windows.json' with { type: 'json' };
import type { Snapshot } from '../../server/facts/open.ts';
import { dau } from '../../server/metrics/dau.ts';
import { ask, at, cells, openTables } from '../support/ask.ts';
import { openActivityWindows, openToyLog } from '../support/oracle-logs.ts';
import { openWorld } from '../support/world.ts';

describe('dau', () => {
  let weeks: Snapshot;
  beforeAll(async () => {
    weeks = await openWorld('first-weeks');
  });

  it('counts the people of each day of the first weeks, silent days included', async () => {
    const { rows } = await ask(dau, weeks);
    expect(rows).toHaveLength(60);
    expect(
      cells(
        rows.filter(({ value }) => value !== 0),
        'date',
        'group',
        'value',
        'numerator',
        'denominator',
      ),
    ).toEqual([
      ['2026-03-02', null, 2, 2, null],
      ['2026-03-03', null, 2, 2, null],
      ['2026-03-10', null, 1, 1, null],
      ['2026-03-14', null, 1, 1, null],
      ['2026-03-16', null, 1, 1, null],
      ['2026-03-17', null, 1, 1, null],
      ['2026-03-31', null, 1, 1, null],
      ['2026-04-01', null, 2, 2, null],
      ['2026-04-13', null, 1, 1, null],
      ['2026-04-20', null, 1, 1, null],
      ['2026-04-23', null, 1, 1, null],
      ['2026-04-27', null, 1, 1, null],
      ['2026-04-30', null, 1, 1, null],
    ]);
    expect(rows[0]?.date).toBe('2026-03-02');
    expect(rows.at(-1)?.date).toBe('2026-04-30');
  });

  it('equals the reference value', async () => {
    expect(at(await ask(dau, await openActivityWindows()), activity.as_of)).toMatchObject({ value: activity.DAU });
  });

  it('leaves out bots and deleted accounts, and keeps external people', async () => {
    const result = await ask(dau, await openToyLog());
    // 6 March: gil and a bot; 11 March: fay and the external; 12 March: bob and a deleted account.
    expect(at(result, '2026-03-06').value).toBe(1);
    expect(at(result, '2026-03-11').value).toBe(2);
    expect(at(result, '2026-03-12').value).toBe(1);
  });

  it('takes the period as half-open, and has no row where the data are silent about the day', async () => {
    const { rows } = await ask(dau, weeks, { from: '2026-04-29', to: '2026-06-01' });
    expect(cells(rows, 'date', 'value')).toEqual([
      ['2026-04-29', 0],
      ['2026-04-30', 1],
    ]);
    expect((await ask(dau, weeks, { from: '2026-03-02', to: '2026-03-03' })).rows).toHaveLength(1);
    const outside = await ask(dau, weeks, { from: '2027-01-01', to: '2027-02-01' });
    expect(outside.rows).toEqual([]);
    expect(outside.reason?.code).toBe('no_data');
  });

  it('counts somebody in the department of the day', async () => {
    const sales = await ask(dau, weeks, { department: 'Sales' });
    const it = await ask(dau, weeks, { department: 'IT' });
    expect([at(sales, '2026-03-10').value, at(it, '2026-03-10').value]).toEqual([1, 0]); // ben in Sales
    expect([at(sales, '2026-04-20').value, at(it, '2026-04-20').value]).toEqual([0, 1]); // ben in IT
  });

  it('counts inside a community', async () => {
    const python = await ask(dau, weeks, { community: 'Python' });
    expect(at(python, '2026-03-16').value).toBe(1);
    expect(at(python, '2026-04-01').value).toBe(0);
  });

  it('counts a person once a day, however much they do', async () => {
    const busy = await openTables({
      events: [
        'kind,occurred_at,actor_id,community_id',
        'post,2026-05-04T08:00:00Z,ann,a',
        'post,2026-05-04T09:00:00Z,ann,b',
        'reaction,2026-05-04T10:00:00Z,ann,b',
      ],
    });
    expect(cells((await ask(dau, busy)).rows, 'date', 'value')).toEqual([['2026-05-04', 1]]);
  });

  it('counts days since the first event where the source has no dates', async () => {
    const seconds = await openTables({
      edges: ['source,target,time', 'ann,bob,1000000', 'bob,ann,1000050', 'cat,ann,1090000', 'ann,cat,1260000'],
    });
    const { rows, meta } = await ask(dau, seconds);
    expect(meta.clock).toBe('relative');
    expect(cells(rows, 'date', 'value')).toEqual([
      ['1970-01-01', 2],
      ['1970-01-02', 1],
      ['1970-01-03', 0],
      ['1970-01-04', 1],
    ]);
  });

  it('is 0 on a day of mere presence, and says why undated data have no answer', async () => {
    const present = await openTables({ events: ['kind,occurred_at,actor_id', 'join,2026-05-04T08:00:00Z,ann'] });
    expect(cells((await ask(dau, present)).rows, 'date', 'value')).toEqual([['2026-05-04', 0]]);
    const undated = await openTables({ events: ['kind,actor_id,target_id', 'message,ann,bob'] });
    const { rows, reason } = await ask(dau, undated);
    expect([rows, reason?.code]).toEqual([[], 'no_times']);
  });
});
