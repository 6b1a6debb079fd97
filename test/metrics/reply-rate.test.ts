import { describe, expect, it } from 'vitest';
import { replyRate } from '../../server/metrics/reply-rate.ts';
import { ask, at, cells, openTables } from '../support/ask.ts';
import { openToyLog } from '../support/oracle-logs.ts';
import { openWorld } from '../support/world.ts';

// Intervals: roots of |x/n − p| = z √(p(1 − p)/n), found by bisection in Python.
describe('reply-rate', () => {
  it('is the share of posts that somebody else answered within 7 days', async () => {
    const { rows } = await ask(replyRate, await openWorld('first-weeks'));
    expect(cells(rows, 'date', 'group', 'numerator', 'denominator')).toEqual([
      ['2026-03-01', null, 2, 3],
      ['2026-04-01', null, 1, 2],
      ['2026-03-02', 'period', 3, 5],
    ]);
    const expected = [
      [2 / 3, 0.207659600802, 0.93850805528],
      [1 / 2, 0.094531205734, 0.905468794266],
      [3 / 5, 0.230724281276, 0.882379225767],
    ];
    rows.forEach(({ value, lower, upper }, row) => {
      [value, lower, upper].forEach((found, k) => expect(found).toBeCloseTo(expected[row]?.[k] ?? -1, 9));
    });
  });

  it('counts the posts of external people and deleted accounts, not those of bots', async () => {
    // e01 e07 e15 e18 answered, e12 not; e13 is a bot's, e20 is 39 hours old.
    const row = at(await ask(replyRate, await openToyLog()), '2026-03-02', 'period');
    expect(row).toMatchObject({ value: 0.8, numerator: 4, denominator: 5 });
  });

  it('gives a month the same figure whatever the period', async () => {
    const weeks = await openWorld('first-weeks');
    const march = await ask(replyRate, weeks, { from: '2026-03-01', to: '2026-03-12' });
    // The reply of 14 March is known, though it came after the period: e01 and e05 are answered.
    expect(at(march, '2026-03-01')).toMatchObject({ value: 1, numerator: 2, denominator: 2 });
  });

  it('narrows to the author’s department, whoever answers', async () => {
    const weeks = await openWorld('first-weeks');
    const sales = await ask(replyRate, weeks, { department: 'Sales' });
    expect(at(sales, '2026-04-01')).toMatchObject({ numerator: 1, denominator: 1 }); // ada's, answered by dov of IT
    const python = await ask(replyRate, weeks, { community: 'python' });
    expect(at(python, '2026-03-02', 'period')).toMatchObject({ value: 0, numerator: 0, denominator: 2 });
  });

  it('looks at 7 days to the second, and at the direct parent where there is no thread', async () => {
    const log = await openTables({
      events: [
        'event_id,kind,occurred_at,actor_id,target_id,thread_id,parent_event_id',
        'a,post,2026-06-01T08:00:00Z,ann,,,',
        'b,post,2026-06-02T08:00:00Z,bob,,,',
        'c,post,2026-06-03T08:00:00Z,cat,,,',
        'd,reply,2026-06-08T08:00:00Z,bob,ann,,a',
        'e,reply,2026-06-09T08:00:01Z,ann,bob,,b',
        'f,reply,2026-06-04T08:00:00Z,cat,cat,,c',
        'g,post,2026-06-13T00:00:00Z,ann,,,',
        'h,post,2026-06-13T00:00:01Z,ann,,,',
        'i,reaction,2026-06-19T08:00:00Z,ann,bob,,b',
      ],
    });
    // Answered: a after exactly 7 days. Not: b a second too late, c by its author, g (old enough). h is too young.
    expect(at(await ask(replyRate, log), '2026-06-01')).toMatchObject({ value: 0.25, numerator: 1, denominator: 4 });
  });

  it('is null without a post old enough, and has no answer without threads', async () => {
    const young = await openTables({
      events: [
        'event_id,kind,occurred_at,actor_id,thread_id',
        'a,post,2026-06-01T08:00:00Z,ann,t',
        'b,reply,2026-06-02T08:00:00Z,bob,t',
      ],
    });
    expect(at(await ask(replyRate, young), '2026-06-01', 'period')).toMatchObject({
      value: null,
      denominator: 0,
      lower: null,
    });
    const posts = await openTables({ events: ['kind,occurred_at,actor_id', 'post,2026-06-01T08:00:00Z,ann'] });
    expect((await ask(replyRate, posts)).reason?.code).toBe('no_threads');
  });
});
