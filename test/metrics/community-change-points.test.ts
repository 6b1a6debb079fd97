import { beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../../server/answer.ts';
import type { Row } from '../../server/contract/results.ts';
import type { Snapshot } from '../../server/facts/open.ts';
import { garwood } from '../../server/graph/statistics.ts';
import { communityChangePoints } from '../../server/metrics/community-change-points.ts';
import { dayNumber, dayText } from '../../server/models/day-number.ts';
import { ask, cells, openTables, visitor } from '../support/ask.ts';

// A spring of ordinary weeks, but for the holidays that lie in it: Mondays from 8 January 2024 to 25 March, then Easter.
const firstMonday = dayNumber('2024-01-08');

/** A line per person and week: so many people post in each week, from a Monday on. */
function posts(community: string, monday: number, people: readonly number[], name = 'p'): string[] {
  return people.flatMap((count, week) =>
    Array.from(
      { length: count },
      (_, who) => `post,${dayText(monday + 7 * week + (who % 5))}T10:00:00Z,${name}${who},${community}`,
    ),
  );
}

const head = 'kind,occurred_at,actor_id,community_id';
const weeks = (...levels: readonly (readonly [weeks: number, people: number])[]): number[] =>
  levels.flatMap(([length, people]) => Array<number>(length).fill(people));

let world: Snapshot;
beforeAll(async () => {
  world = await openTables({
    communities: [
      'community_id,name,archived_on',
      'fell,Fell,',
      'rose,Rose,',
      'ended,Ended,',
      'steady,Steady,',
      'young,Young,',
      'small,Small,',
      'closed,Closed,2024-02-20',
    ],
    events: [
      head,
      // Twelve whole weeks; the thirteenth is cut on its Tuesday, and the data begin on the Friday before.
      'post,2024-01-05T10:00:00Z,p0,steady',
      ...posts('steady', firstMonday, weeks([12, 8])),
      'post,2024-04-02T10:00:00Z,p0,steady',
      ...posts('fell', firstMonday, weeks([7, 14], [5, 6])),
      ...posts('rose', firstMonday, weeks([6, 5], [6, 20])),
      ...posts('ended', firstMonday, weeks([8, 9])),
      ...posts('young', firstMonday + 49, weeks([2, 5], [3, 20])),
      ...posts('small', firstMonday, weeks([6, 12], [6, 2])),
      ...posts('closed', firstMonday, weeks([6, 10])),
      // Twice in a week is once; a reaction counts; a view and a bot do not.
      'post,2024-01-09T11:00:00Z,p0,steady',
      'view,2024-03-27T10:00:00Z,p50,ended',
    ],
  });
});

const keys = [
  'subject_id',
  'since',
  'direction',
  'weeks_ago',
  'contributors_before',
  'contributors_after',
  'contributor_weeks_before',
  'contributor_weeks_after',
  'ordinary_weeks_before',
  'ordinary_weeks_after',
  'weeks_before',
  'weeks_after',
];
const only = (rows: readonly Row[], id: string): Row[] => rows.filter((row) => row.subject_id === id);

describe('community-change-points', () => {
  it('tells the week, the levels on either side and how long ago, the latest first', async () => {
    const { rows } = await ask(communityChangePoints, world);
    expect(cells(rows, ...keys)).toEqual([
      // The week of Easter Monday is not whole, so that all weeks are ordinary.
      ['ended', '2024-03-04', 'falling', 4, 9, 0, 72, 0, 8, 4, 8, 4],
      ['fell', '2024-02-26', 'falling', 5, 14, 6, 98, 30, 7, 5, 7, 5],
      ['small', '2024-02-19', 'falling', 6, 12, 2, 72, 12, 6, 6, 6, 6],
      ['rose', '2024-02-19', 'rising', 6, 5, 20, 30, 120, 6, 6, 6, 6],
    ]);
    expect(rows.map(({ ratio }) => ratio)).toEqual([0, 6 / 14, 2 / 12, 4]);
    expect(rows.map(({ name }) => name)).toEqual(['Ended', 'Fell', 'Small', 'Rose']);
  });

  it('gives the exact Poisson interval of a level, since these weeks are not scattered', async () => {
    const { rows } = await ask(communityChangePoints, world, { community: 'fell' });
    expect(rows).toHaveLength(1);
    // 98 in 7 weeks and 30 in 5: Garwood's intervals of the sums are 79.56 to 119.43 and 20.24 to 42.83.
    expect(rows[0]?.contributors_before_low).toBeCloseTo(79.56 / 7, 2);
    expect(rows[0]?.contributors_before_high).toBeCloseTo(119.43 / 7, 2);
    expect(rows[0]?.contributors_after_low).toBeCloseTo(20.24 / 5, 2);
    expect(rows[0]?.contributors_after_high).toBeCloseTo(42.83 / 5, 2);
    expect(garwood(30)[0]).toBeCloseTo(20.24, 2);
  });

  it('hides both levels and their ratio where one is under five people, and says the week and the direction', async () => {
    const seen = await answer(communityChangePoints, world, {}, visitor);
    expect(seen.meta.suppressed).toBe(1);
    const [small] = only(seen.rows, 'small');
    expect(small).toMatchObject({ since: '2024-02-19', direction: 'falling', weeks_ago: 6, name: 'Small' });
    for (const [key, value] of Object.entries(small ?? {})) {
      if (/^(contributor|ordinary)|^ratio$/.test(key)) expect(value, key).toBeNull();
    }
    // Nobody at all is no small group.
    expect(only(seen.rows, 'ended')[0]).toMatchObject({ contributors_before: 9, contributors_after: 0, ratio: 0 });
  });

  it('knows nothing of what came after the period, and looks before its beginning', async () => {
    // By the end of Sunday 10 March the fall is two weeks old; a week later, three.
    const until = async (to: string) => cells((await ask(communityChangePoints, world, { to })).rows, 'subject_id');
    expect(await until('2024-03-11')).not.toContainEqual(['fell']);
    expect(await until('2024-03-18')).toContainEqual(['fell']);
    // A Saturday does not make a week.
    expect(await until('2024-03-17')).not.toContainEqual(['fell']);
    const late = await ask(communityChangePoints, world, { from: '2024-03-25' });
    expect(cells(late.rows, ...keys)).toEqual(cells((await ask(communityChangePoints, world)).rows, ...keys));
  });

  it('needs six whole weeks of some community', async () => {
    const short = await ask(communityChangePoints, world, { community: 'young' });
    expect([short.rows, short.reason?.code]).toEqual([[], 'too_short']);
    const steady = await ask(communityChangePoints, world, { community: 'steady' });
    expect([steady.rows, steady.reason]).toEqual([[], null]);
  });
});

it('says nothing of communities whose whole source is silent: an export is missing', async () => {
  const spoken = (community: string) => posts(community, firstMonday, weeks([12, 8]), community);
  const views = Array.from({ length: 8 }, (_, week) => `view,${dayText(firstMonday + 84 + 7 * week)}T10:00:00Z,v,a`);
  const named = ['community_id,name', 'a,A', 'b,B', 'c,C'];
  const silent = await openTables({
    communities: named,
    events: [head, ...spoken('a'), ...spoken('b'), ...spoken('c'), ...views],
  });
  expect((await ask(communityChangePoints, silent)).rows).toEqual([]);
  silent.close();
  // Two of them may well have died together.
  const two = await openTables({ communities: named, events: [head, ...spoken('a'), ...spoken('b'), ...views] });
  expect(cells((await ask(communityChangePoints, two)).rows, 'subject_id', 'since', 'contributors_after')).toEqual([
    ['a', '2024-04-01', 0],
    ['b', '2024-04-01', 0],
  ]);
  two.close();
});

describe('the calendar', () => {
  // A source of three communities whose people leave from 15 July to 25 August; one of them does not come back.
  const monday = dayNumber('2024-04-29');
  const lull = (people: number, back: number): number[] =>
    Array.from({ length: 26 }, (_, week) => {
      const on = dayText(monday + 7 * week);
      const share = on < '2024-07-15' ? 1 : on < '2024-07-29' ? 0.6 : on < '2024-08-26' ? 0.3 : 1;
      return Math.round(share * (on < '2024-08-26' ? people : back));
    });

  const changesOf = async (options: { readonly works?: boolean } = {}): Promise<(readonly unknown[])[]> => {
    const year = (people: number, back: number) =>
      options.works === true ? lull(people, back).map(() => people) : lull(people, back);
    const seen = await openTables({
      communities: ['community_id,name', 'a,A', 'b,B', 'c,C'],
      events: [
        head,
        ...posts('a', monday, year(40, 40)),
        ...posts('b', monday, year(30, 30), 'q'),
        ...posts('c', monday, year(20, options.works === true ? 20 : 4), 'r'),
      ],
    });
    const { rows } = await ask(communityChangePoints, seen);
    seen.close();
    return cells(rows, 'subject_id', 'since', 'direction');
  };

  it('sees no change in a lull of all, and the one community that does not come back from it', async () => {
    expect(await changesOf()).toEqual([['c', '2024-08-26', 'falling']]);
  });

  it('sees no change where everybody works through August', async () => {
    expect(await changesOf({ works: true })).toEqual([]);
  });

  it('sees a change of all communities outside a leave, and counts weeks with holidays as less than whole', async () => {
    const seen = await openTables({
      communities: ['community_id,name', 'a,A', 'b,B'],
      events: [
        head,
        ...posts('a', monday - 98, weeks([10, 12], [10, 30])),
        ...posts('b', monday - 98, weeks([10, 30], [10, 8]), 'q'),
      ],
    });
    const { rows } = await ask(communityChangePoints, seen);
    seen.close();
    expect(cells(rows, 'subject_id', 'since', 'direction')).toEqual([
      ['b', '2024-04-01', 'falling'],
      ['a', '2024-04-01', 'rising'],
    ]);
    // Easter Monday, 1 and 8 May and its bridges, Ascension: five of the ten weeks hold a holiday.
    expect(Number(rows[0]?.ordinary_weeks_after)).toBeLessThan(10);
    expect(Number(rows[0]?.contributors_after)).toBeGreaterThan(8);
  });
});
