import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../../server/answer.ts';
import type { Result, Row } from '../../server/contract/results.ts';
import { communitySurvivalByType } from '../../server/metrics/community-survival.ts';
import { dayNumber, dayText } from '../../server/models/day-number.ts';
import { dormancy } from '../../server/scores/dormancy.ts';
import { visitor } from '../support/ask.ts';
import { csv, type NamedNetwork, openFiles, openNamed } from '../support/named-network.ts';
import { demoExports, realData } from '../support/world.ts';

const people = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];

/** A community with a post and a reply on its first day and every seven days until its last. */
interface Life {
  readonly id: string;
  readonly type: string | null;
  readonly first: string;
  readonly last: string;
  readonly created?: string;
  readonly archived?: string;
}

/**
 * Five projects that end in January 2026 after 11, 15 … 27 weeks; between the holidays of the year's end and Easter, the
 * sixtieth silent day is the sixtieth day. Five practices that live to the end of June, two of them older than the data. A
 * group of walkers archived while it lived, one that may be older than the data, and one where nobody ever wrote.
 */
const lives: readonly Life[] = [
  ...[11, 15, 19, 23, 27].map((weeks, k): Life => {
    const last = dayNumber('2026-01-05') + k;
    return { id: `project${k}`, type: 'project', first: dayText(last - 7 * weeks), last: dayText(last) };
  }),
  { id: 'practice0', type: 'practice', first: '2025-01-01', last: '2026-06-30', created: '2024-06-01' },
  { id: 'practice1', type: 'practice', first: '2025-01-02', last: '2026-06-30', created: '2024-06-01' },
  ...[2, 3, 4].map(
    (k): Life => ({
      id: `practice${k}`,
      type: 'practice',
      first: '2025-03-03',
      last: '2026-06-30',
      created: '2025-02-01',
    }),
  ),
  { id: 'walkers', type: 'interest', first: '2025-03-03', last: '2025-08-25', archived: '2025-09-01' },
  { id: 'ageless', type: 'interest', first: '2025-01-06', last: '2026-06-30' },
];

const eventsOf = ({ id, first, last }: Life): (string | null)[][] => {
  const rows: (string | null)[][] = [];
  for (let day = dayNumber(first), k = 0; day <= dayNumber(last); day += 7, k++) {
    const [one, other] = [people[k % 6] ?? '', people[(k + 1) % 6] ?? ''];
    rows.push(
      [`${id}-${k}`, 'post', `${dayText(day)}T09:00:00Z`, one, null, id, `${id}-${k}`],
      [`${id}-${k}r`, 'reply', `${dayText(day)}T10:00:00Z`, other, one, id, `${id}-${k}`],
    );
  }
  return rows;
};

const openLives = (): Promise<NamedNetwork> =>
  openFiles({
    'communities.csv': csv('community_id,name,type,created_on,archived_on', [
      ...lives.map(({ id, type, created, archived }) => [id, id, type, created ?? null, archived ?? null]),
      ['empty', 'empty', 'interest', '2025-04-01', null],
    ]),
    'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id', [
      ...lives.flatMap(eventsOf),
      ['end', 'reaction', '2026-06-30T12:00:00Z', 'p1', 'p2', 'practice0', 'practice0-1'],
    ]),
  });

const of = ({ rows }: Result, type: string): Map<number, Row> =>
  new Map(rows.filter((row) => row.type === type).map((row) => [Number(row.months), row]));

describe('community-survival, worked out by hand', () => {
  let world: NamedNetwork;
  let result: Result;
  beforeAll(async () => {
    world = await openLives();
    result = await world.ask(communitySurvivalByType);
  });

  it('ends each project on the day on which the score of dormancy first calls it dormant', async () => {
    for (const { id, last } of lives.filter(({ type }) => type === 'project')) {
      const stateAsOf = async (day: number) =>
        (await world.ask(dormancy, { to: dayText(day) })).rows.find((row) => row.subject_id === id)?.state;
      expect(await stateAsOf(dayNumber(last) + 60)).not.toBe('dormant');
      expect(await stateAsOf(dayNumber(last) + 61)).toBe('dormant');
    }
  });

  it('has a curve for all and for each type of five', () => {
    expect([...new Set(result.rows.map(({ type }) => type))]).toEqual(['all', 'practice', 'project']);
  });

  it('follows the projects, which end at 138, 166, 194, 222 and 250 days', () => {
    // Months 5, 6, 7, 8 are 152, 183, 213 and 244 days.
    const projects = of(result, 'project');
    const shares = [1, 1, 1, 1, 1, 4 / 5, 3 / 5, 2 / 5, 1 / 5];
    expect([...projects.keys()]).toEqual(shares.map((_, month) => month));
    shares.forEach((share, month) => expect(projects.get(month)?.value).toBeCloseTo(share, 12));
    expect([...projects.values()].map((row) => row.at_risk)).toEqual([5, 5, 5, 5, 5, 4, 3, 2, 1]);
    expect([...projects.values()].map((row) => row.ended_next)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1]);
    expect(projects.get(0)).toMatchObject({
      communities: 5,
      ended: 5,
      since: 0,
      median: 194,
      lower: null,
      upper: null,
    });
    // Greenwood at 4/5: variance of ln S is 1 ÷ (5 × 4), so that ln(−ln S) is within 1.96 × √0.05 ÷ ln(5/4).
    const spread = Math.exp((1.959963984540054 * Math.sqrt(1 / 20)) / Math.log(5 / 4));
    expect(projects.get(5)?.lower).toBeCloseTo(0.8 ** spread, 12);
    expect(projects.get(5)?.upper).toBeCloseTo(0.8 ** (1 / spread), 12);
  });

  it('starts the practices at the age where five are watched', () => {
    // Created 214 and 215 days before their first word of the data; the three others are seen from birth to 485 days.
    const practices = of(result, 'practice');
    const months = [...practices.keys()];
    expect([months[0], months.at(-1)]).toEqual([8, Math.floor((365 + 334 + 61) / (365.25 / 12))]);
    expect(practices.get(8)).toMatchObject({
      value: 1,
      communities: 5,
      ended: 0,
      since: 215,
      median: null,
      at_risk: 5,
    });
    expect(practices.get(16)?.at_risk).toBe(2);
  });

  it('follows all of them, some from a later age, one until its archival', () => {
    const all = of(result, 'all');
    expect(all.get(0)).toMatchObject({ communities: 11, ended: 5, since: 0, at_risk: 9, median: 250 });
    expect(all.get(5)?.value).toBeCloseTo(8 / 9, 12);
    expect(all.get(6)?.value).toBeCloseTo(7 / 9, 12);
    // The walkers left at 182 days.
    expect(all.get(7)?.value).toBeCloseTo((7 / 9) * (5 / 6), 12);
    // Two practices came at 214 and 215 days.
    expect(all.get(8)?.value).toBeCloseTo((7 / 9) * (5 / 6) * (6 / 7), 12);
    expect(all.get(9)?.value).toBeCloseTo((7 / 9) * (5 / 6) * (6 / 7) * (5 / 6), 12);
  });

  it('compares the types by the log-rank test', () => {
    // Projects and practices at risk at each end: 5 and 3, 4 and 3, 3 and 3, 2 and 5, 1 and 5.
    const excess = 3 / 8 + 3 / 7 + 3 / 6 + 5 / 7 + 5 / 6;
    const variance = 15 / 64 + 12 / 49 + 9 / 36 + 10 / 49 + 5 / 36;
    const row = of(result, 'all').get(0);
    expect(row?.log_rank).toBeCloseTo(excess ** 2 / variance, 10);
    expect(row?.p).toBeLessThan(0.01);
    expect(result.meta.warnings.map(({ en }) => en)).toEqual([
      'Some types live longer than others, by more than chance would give (log-rank, χ² = 7.6, p = 0.006).',
      'Communities left out, perhaps older than the data and without a day of creation: 1.',
      'Communities archived while they lived, watched until that day only: 1.',
    ]);
  });

  it('knows at an earlier day only what was known then', async () => {
    // The first project is over as of 7 March, the second as of 8 March.
    const ended = async (to: string) => of(await world.ask(communitySurvivalByType, { to }), 'all').get(0)?.ended;
    expect([await ended('2026-03-06'), await ended('2026-03-07'), await ended('2026-03-08')]).toEqual([0, 1, 2]);
  });

  it('says the same to anybody, and nothing of one community or department', async () => {
    expect((await answer(communitySurvivalByType, world.snapshot, {}, visitor)).rows).toEqual(result.rows);
    const one = await world.ask(communitySurvivalByType, { community: 'project0' });
    expect(one).toMatchObject({ rows: [], reason: { code: 'all_communities_only' } });
  });

  it('has no curve of three communities', async () => {
    const few = await openNamed(['fixtures/worlds/fading-community']);
    expect((await few.ask(communitySurvivalByType)).reason?.code).toBe('too_few_communities');
  });
});

const zulip = realData('zulip-lean-86-streams.tar.gz');

describe.skipIf(zulip === null)('eighty-six streams of a public Zulip', () => {
  it('ends as many as the score of dormancy finds over', async () => {
    const world = await openNamed([zulip ?? '']);
    const result = await world.ask(communitySurvivalByType);
    const states = (await world.ask(dormancy)).rows;
    const over = states.filter(
      ({ state, last_human_day }) => last_human_day !== null && (state === 'dormant' || state === 'never_started'),
    );
    const row = of(result, 'all').get(0);
    expect(row?.ended).toBe(over.length);
    expect(Number(row?.communities)).toBeLessThanOrEqual(states.length);
  });
});

interface Truth {
  readonly lastDay: string;
  readonly communities: {
    readonly died: readonly { readonly silentFrom: string }[];
    readonly neverStarted: readonly unknown[];
    readonly finished: readonly unknown[];
  };
}

describe('a company whose deaths are known', () => {
  // Not looked at while the measure was made.
  it('ends those that died or never started, and no other', async () => {
    const folder = await demoExports(104);
    const { lastDay, communities } = JSON.parse(readFileSync(join(folder, 'truth/truth.json'), 'utf8')) as Truth;
    const company = await openNamed([folder]);
    const result = await company.ask(communitySurvivalByType);
    company.snapshot.close();
    // Silent for two months and the holidays among them; the last deaths are too young to be told.
    const old = communities.died.filter(({ silentFrom }) => dayNumber(lastDay) - dayNumber(silentFrom) >= 90);
    const over = communities.died.length + communities.neverStarted.length;
    const ended = Number(of(result, 'all').get(0)?.ended);
    console.info(
      `${ended} lives ended; ${over} planted, ${old.length + communities.neverStarted.length} of them long ago`,
    );
    expect(ended).toBeGreaterThanOrEqual(old.length + communities.neverStarted.length - 1);
    expect(ended).toBeLessThanOrEqual(over + 1);
    expect(result.meta.warnings.map(({ en }) => en)).toContain(
      `Communities archived while they lived, watched until that day only: ${communities.finished.length}.`,
    );
  }, 300_000);
});
