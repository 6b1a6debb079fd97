import { beforeAll, describe, expect, it } from 'vitest';
import type { Result, Row } from '../../server/contract/results.ts';
import { dayNumber, dayText } from '../../server/models/day-number.ts';
import { dormancy } from '../../server/scores/dormancy.ts';
import { csv, expectValue, type NamedNetwork, openFiles, openNamed } from '../support/named-network.ts';
import { realData } from '../support/world.ts';

const byCommunity = (result: Result): Map<string, Row> =>
  new Map(result.rows.map((row) => [String(row.subject_id), row]));

describe('a fading community, worked out by hand', () => {
  let rows: Map<string, Row>;
  beforeAll(async () => {
    const world = await openNamed(['fixtures/worlds/fading-community']);
    rows = byCommunity(await world.ask(dormancy));
  });

  it('tells the dying community from the one that is quiet by nature', () => {
    expect(rows.get('velo')?.state).toBe('dormant');
    expect(rows.get('normes')?.state).toBe('active');
    expect(rows.get('atelier')?.state).toBe('active');
  });

  it('gives the probability of each silence in calendar days: three communities are too few for another clock', () => {
    expectValue(rows.get('velo')?.silence_probability, (254 / 369) ** 72, 'velo');
    expectValue(rows.get('normes')?.silence_probability, (281 / 360) ** 4, 'normes');
    expectValue(rows.get('normes')?.surprise, 1 - (281 / 360) ** 4, 'normes');
    expectValue(rows.get('atelier')?.silence_probability, 1, 'atelier');
    expect(rows.get('velo')?.operational_silent_days).toBe(115);
  });

  it('stands beside the rules of 30, 60 and 90 days', () => {
    const flags = (name: string) => [30, 60, 90].map((days) => rows.get(name)?.[`dormant_${days}`]);
    expect(flags('velo')).toEqual([true, true, true]);
    expect(flags('normes')).toEqual([true, true, false]);
    expect(flags('atelier')).toEqual([false, false, false]);
    expect(rows.get('velo')).toMatchObject({ last_human_day: '2025-09-09', silent_days: 115 });
    expect(rows.get('normes')).toMatchObject({ last_human_day: '2025-10-15', silent_days: 79, usual_gap_days: 91 });
  });

  it('says why and what to do', () => {
    expect(dormancy.reasons(rows.get('velo') ?? {}).map(({ en }) => en)).toEqual([
      'Last message by a person 115 days ago',
      'Such a silence would happen less than once in 1,000',
      'Usually no more than 6 days pass there without a message',
    ]);
    expect(dormancy.action(rows.get('velo') ?? {})).not.toBeNull();
    expect(dormancy.action(rows.get('atelier') ?? {})).toBeNull();
  });
});

/** Events of one community: `[day, person, reply to]`, at noon. */
type Line = readonly [day: string, person: string, replyTo?: string];

const eventsOf = (community: string, lines: readonly Line[]): (string | null)[][] =>
  lines.map(([day, person, to], k) => [
    `${community}${k}`,
    to === undefined ? 'post' : 'reply',
    `${day}T12:00:00Z`,
    person,
    to ?? null,
    community,
    to === undefined ? `${community}${k}` : `${community}${k - 1}`,
  ]);

/** A post and a reply every `step` days from one day to another. */
function talk(from: string, to: string, step: number, people: readonly string[]): Line[] {
  const lines: Line[] = [];
  for (let day = dayNumber(from), k = 0; day <= dayNumber(to); day += step, k++) {
    const one = people[k % people.length] ?? '';
    const other = people[(k + 1) % people.length] ?? '';
    lines.push([dayText(day), one], [dayText(day), other, one]);
  }
  return lines;
}

const crowd = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];

/** Communities whose lives are known, as of 1 July 2026: the lively one has its last event on 30 June. */
function village(extra: readonly (string | null)[][] = []): Promise<NamedNetwork> {
  const lives: Record<string, Line[]> = {
    lively: talk('2024-07-02', '2026-06-30', 2, crowd),
    // Speaks from November to March, two winters.
    ski: [...talk('2024-11-04', '2025-03-28', 3, crowd), ...talk('2025-11-03', '2026-03-27', 3, crowd)],
    // The same habits, but it fell silent in January, when it never had.
    died: talk('2024-07-03', '2026-01-15', 3, crowd),
    // A shorter silence, yet longer than any before and improbable at its rhythm.
    alarm: talk('2024-07-03', '2026-06-01', 2, crowd),
    never: [
      ['2026-02-02', 'p1'],
      ['2026-02-09', 'p1'],
    ],
    news: talk('2026-01-05', '2026-06-29', 7, ['p1', 'p2']).filter(([, , to]) => to === undefined),
    alone: [
      ...talk('2025-01-06', '2026-03-30', 7, crowd),
      ...['2026-05-11', '2026-05-25', '2026-06-08', '2026-06-22'].map((day): Line => [day, 'p1']),
    ],
    closed: talk('2025-01-06', '2026-02-02', 7, crowd),
  };
  const communities = [...Object.keys(lives), 'empty'].map((id) => [id, id, id === 'closed' ? '2026-02-03' : null]);
  return openFiles({
    'communities.csv': csv('community_id,name,archived_on', communities),
    'people.csv': csv('person_id,kind', [...crowd.map((id) => [id, 'human']), ['robot', 'service']]),
    'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id', [
      ...Object.entries(lives).flatMap(([id, lines]) => eventsOf(id, lines)),
      ...extra,
    ]),
  });
}

describe('a village of known lives', () => {
  let rows: Map<string, Row>;
  let world: NamedNetwork;
  beforeAll(async () => {
    world = await village();
    rows = byCommunity(await world.ask(dormancy));
  });

  it.each([
    ['lively', 'active'],
    ['ski', 'seasonal'],
    ['died', 'dormant'],
    ['alarm', 'alarm'],
    ['never', 'never_started'],
    ['empty', 'never_started'],
    ['news', 'broadcast_only'],
    ['alone', 'monologue'],
    ['closed', 'finished'],
  ])('%s is %s', (community, state) => expect(rows.get(community)?.state).toBe(state));

  it('counts who never spoke as dormant by every rule of days, without inventing a last day', () => {
    expect(rows.get('empty')).toMatchObject({
      last_human_day: null,
      silent_days: null,
      silence_probability: null,
      dormant_30: true,
      dormant_60: true,
      dormant_90: true,
    });
  });

  it('has a reason for every state', () => {
    for (const row of rows.values()) expect(dormancy.reasons(row).length, String(row.state)).toBeGreaterThan(0);
  });

  it('judges at the end of the period asked for: in December the dead one was alive, the ski one too', async () => {
    const then = byCommunity(await world.ask(dormancy, { to: '2026-01-01' }));
    expect(then.get('died')?.state).toBe('active');
    expect(then.get('ski')?.state).toBe('active');
    expect(then.get('closed')?.state).toBe('active');
  });

  it('is not fooled by a date after the data', async () => {
    const later = byCommunity(await world.ask(dormancy, { to: '2027-01-01' }));
    expect(later.get('lively')).toMatchObject({ state: 'active', silent_days: 0 });
  });

  it('hides a number of people from one to four, and nothing else', async () => {
    const { answer } = await import('../../server/answer.ts');
    const seen = byCommunity(await answer(dormancy, world.snapshot, {}, { identities: null, unsuppressed: false }));
    expect(rows.get('alone')?.contributors_60).toBe(1);
    expect(seen.get('alone')).toMatchObject({ contributors_60: null, state: 'monologue', silent_days: 8 });
    expect(seen.get('lively')?.contributors_60).toBe(6);
  });

  it('lets neither a robot nor a reaction keep a community alive', async () => {
    const days = Array.from({ length: 20 }, (_, k) => dayText(dayNumber('2026-06-01') + k));
    const haunted = byCommunity(
      await (
        await village(
          days.flatMap((day, k) => [
            [`bot${k}`, 'post', `${day}T08:00:00Z`, 'robot', null, 'died', `bot${k}`],
            [`like${k}`, 'reaction', `${day}T08:00:00Z`, 'p1', 'p2', 'died', 'died0'],
          ]),
        )
      ).ask(dormancy),
    );
    expect(haunted.get('died')).toMatchObject({
      state: 'dormant',
      last_human_day: rows.get('died')?.last_human_day ?? '',
    });
  });
});

describe('a hole in the data', () => {
  it('warns once and calls nobody dormant when every community falls silent together', async () => {
    const ids = Array.from({ length: 10 }, (_, k) => `c${k}`);
    const world = await openFiles({
      'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id', [
        ...ids.flatMap((id) => eventsOf(id, talk('2025-01-01', '2025-12-31', 2, crowd))),
        ['join', 'join', '2026-04-30T12:00:00Z', 'p1', null, 'c0', null],
      ]),
    });
    const result = await world.ask(dormancy);
    expect(result.meta.warnings).toHaveLength(1);
    expect(result.meta.warnings[0]?.en).toContain('an export may be missing');
    for (const row of result.rows) {
      expect(row.dormant_90).toBe(true);
      // A hundred and twenty days at the slowest rate, a tenth, and at most a week to slow down.
      expect(Number(row.operational_silent_days)).toBeLessThan(19);
      expect(row.state).not.toBe('dormant');
    }
  });
});

const houston = realData('slack-houston-2016.zip');

describe.skipIf(houston === null)('a real workspace', () => {
  it('finds the nine of sixteen channels that an independent count calls dormant, to the day', async () => {
    const world = await openNamed([houston ?? '']);
    const result = await world.ask(dormancy);
    const days = Object.fromEntries(result.rows.map((row) => [String(row.name), row.last_human_day]));
    expect(days).toEqual({
      datajam: '2016-07-11',
      datasets: '2015-12-03',
      'design-thinking': '2016-06-24',
      examples: '2015-10-25',
      general: '2016-07-27',
      get_feedback: '2016-07-24',
      meetup: null,
      'meetup-': '2016-07-12',
      organizations: '2016-05-10',
      readings: '2016-01-14',
      sci: '2016-07-27',
      sponsors: '2015-06-09',
      talks: '2015-11-06',
      'team-d3': '2015-08-08',
      tools: '2015-12-29',
      tutorials: '2015-06-09',
    });
    const dormant = result.rows.filter((row) => row.dormant_90 === true).map(({ name }) => String(name));
    expect(dormant.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'datasets',
      'examples',
      'meetup',
      'readings',
      'sponsors',
      'talks',
      'team-d3',
      'tools',
      'tutorials',
    ]);
  });
});
