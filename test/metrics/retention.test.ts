import { describe, expect, it } from 'vitest';
import { answer } from '../../server/answer.ts';
import { retention } from '../../server/metrics/retention.ts';
import { ask, cells, openTables, visitor } from '../support/ask.ts';
import { openActivityWindows } from '../support/oracle-logs.ts';
import { openWorld } from '../support/world.ts';

const columns = ['cohort', 'size', 'offset', 'retained', 'numerator'];

describe('retention', () => {
  it('follows each month of newcomers', async () => {
    const { rows, meta } = await ask(retention, await openWorld('first-weeks'));
    expect(cells(rows, ...columns)).toEqual([
      ['2026-03-01', 5, 0, 1, 5],
      ['2026-03-01', 5, 1, 0.6, 3],
      ['2026-04-01', 1, 0, 1, 1],
    ]);
    expect(meta.warnings[0]?.en).toContain('first cohort');
  });

  it('is null in a month that is not over', async () => {
    const { rows } = await ask(retention, await openWorld('first-weeks'), { to: '2026-04-21' });
    expect(cells(rows, ...columns)).toEqual([
      ['2026-03-01', 5, 0, 1, 5],
      ['2026-03-01', 5, 1, null, null],
      ['2026-04-01', 1, 0, null, null],
    ]);
  });

  it('counts the log of the reference by month: u1, u2, u3 begin in January, u1 and u3 come back', async () => {
    const { rows } = await ask(retention, await openActivityWindows());
    // The log ends on 3 February, so that February is not over.
    expect(cells(rows, ...columns)).toEqual([
      ['2026-01-01', 3, 0, 1, 3],
      ['2026-01-01', 3, 1, null, null],
    ]);
  });

  it('has a 0 for a month in which nobody of the cohort came, and no cohort without newcomers', async () => {
    const log = await openTables({
      events: [
        'kind,occurred_at,actor_id',
        'post,2026-01-10T08:00:00Z,ann',
        'post,2026-01-11T08:00:00Z,bob',
        'post,2026-01-12T08:00:00Z,cat',
        'reaction,2026-03-31T08:00:00Z,ann',
        'post,2026-03-31T08:00:00Z,dan',
      ],
    });
    const { rows } = await ask(retention, log);
    expect(cells(rows, 'cohort', 'size', 'offset', 'numerator')).toEqual([
      ['2026-01-01', 3, 0, 3],
      ['2026-01-01', 3, 1, 0],
      ['2026-01-01', 3, 2, 1],
      ['2026-03-01', 1, 0, 1],
    ]);
    expect(rows[2]?.retained).toBeCloseTo(1 / 3, 12);
    // New means new ever: in a period that begins in March, ann is not a newcomer.
    expect(cells((await ask(retention, log, { from: '2026-03-01' })).rows, 'cohort', 'size')).toEqual([
      ['2026-03-01', 1],
    ]);
  });

  it('asks inside a community for the first contribution there', async () => {
    const { rows } = await ask(retention, await openWorld('first-weeks'), { community: 'python' });
    expect(cells(rows, ...columns)).toEqual([
      ['2026-03-01', 3, 0, 1, 3], // dov, gus, ada
      ['2026-03-01', 3, 1, 1 / 3, 1], // dov
      ['2026-04-01', 1, 0, 1, 1], // eli
    ]);
  });

  it('hides from a visitor a cohort of fewer than 5 people', async () => {
    const { rows, meta } = await answer(retention, await openWorld('first-weeks'), {}, visitor);
    expect(cells(rows, ...columns)).toEqual([
      ['2026-03-01', 5, 0, 1, 5],
      ['2026-03-01', 5, 1, 0.6, 3],
      ['2026-04-01', null, 0, null, null],
    ]);
    expect(meta.suppressed).toBe(1);
  });
});
