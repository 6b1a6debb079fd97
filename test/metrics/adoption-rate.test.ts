import { describe, expect, it } from 'vitest';
import { answer } from '../../server/answer.ts';
import { adoptionRate } from '../../server/metrics/adoption-rate.ts';
import { ask, at, openTables, visitor } from '../support/ask.ts';
import { openWorld } from '../support/world.ts';

// Intervals: roots of |x/n − p| = z √(p(1 − p)/n), found by bisection in Python.
describe('adoption-rate', () => {
  it('is a share of the people employed at each month end', async () => {
    const { rows } = await ask(adoptionRate, await openWorld('first-weeks'));
    expect(rows.map(({ date, group, numerator, denominator }) => [date, group, numerator, denominator])).toEqual([
      ['2026-03-31', null, 4, 5],
      ['2026-04-30', null, 4, 6],
    ]);
    expect(rows[0]?.value).toBeCloseTo(0.8, 12);
    expect(rows[0]?.lower).toBeCloseTo(0.375534629763, 9);
    expect(rows[0]?.upper).toBeCloseTo(0.963775891368, 9);
    expect(rows[1]?.value).toBeCloseTo(2 / 3, 12);
    expect(rows[1]?.lower).toBeCloseTo(0.299993315138, 9);
    expect(rows[1]?.upper).toBeCloseTo(0.903228588894, 9);
  });

  it('ends on the last day of the period', async () => {
    const { rows } = await ask(adoptionRate, await openWorld('first-weeks'), { from: '2026-03-15', to: '2026-04-15' });
    // 14 April: ada ben cleo dov eli fay are employed (cleo until the 15th), ada dov eli were active since 18 March.
    expect(rows.map(({ date, numerator, denominator }) => [date, numerator, denominator])).toEqual([
      ['2026-03-31', 4, 5],
      ['2026-04-14', 3, 6],
    ]);
  });

  it('takes the department of that day, and the activity inside a community', async () => {
    const weeks = await openWorld('first-weeks');
    const it = await ask(adoptionRate, weeks, { department: 'IT' });
    expect(at(it, '2026-03-31')).toMatchObject({ numerator: 1, denominator: 2 }); // dov of dov, fay
    expect(at(it, '2026-04-30')).toMatchObject({ numerator: 3, denominator: 4 }); // ben, dov, eli of these and fay
    const garden = await ask(adoptionRate, weeks, { community: 'garden' });
    // In the garden from 3 to 30 April: ben, ada, eli.
    expect(at(garden, '2026-04-30')).toMatchObject({ value: 0.5, numerator: 3, denominator: 6 });
  });

  it('is null where nobody is employed', async () => {
    const early = await openTables({
      people: ['person_id,joined_on,left_on', 'ann,2026-07-10,', 'bob,,2026-06-30'],
      events: ['kind,occurred_at,actor_id', 'post,2026-06-05T08:00:00Z,ann', 'post,2026-07-20T08:00:00Z,ann'],
    });
    const result = await ask(adoptionRate, early);
    expect(at(result, '2026-06-30')).toMatchObject({
      value: null,
      numerator: 0,
      denominator: 0,
      lower: null,
      upper: null,
    });
    expect(at(result, '2026-07-20')).toMatchObject({ value: 1, numerator: 1, denominator: 1 });
  });

  it('is hidden from a visitor below 5 people, and has no answer without a directory', async () => {
    const few = await openTables({
      people: ['person_id', 'ann', 'bob'],
      events: ['kind,occurred_at,actor_id', 'post,2026-06-05T08:00:00Z,ann'],
    });
    expect((await answer(adoptionRate, few, {}, visitor)).rows).toMatchObject([
      { date: '2026-06-05', value: null, numerator: null, denominator: null },
    ]);
    const unknown = await openTables({ events: ['kind,occurred_at,actor_id', 'post,2026-06-05T08:00:00Z,ann'] });
    const result = await ask(adoptionRate, unknown);
    expect([result.rows, result.reason?.code]).toEqual([[], 'no_population']);
  });
});
