import { beforeAll, describe, expect, it } from 'vitest';
import { communitySilence } from '../../server/backtest/silence-runs.ts';
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

  it('gives the probability of each silence on the French calendar: three communities are too few for another clock', () => {
    // Of 246 days from 6 January to 9 September 2025, six public holidays of the week take 0.85 each, three bridges 0.5,
    // 31 days of August 0.65, the 15th 0.2 more: 219.05 are left. Of the 115 that follow, 11 November takes 0.85, its
    // bridge 0.5, 14 days from 20 December 0.75, Christmas and New Year 0.1 more: 102.95 are left.
    expectValue(rows.get('velo')?.silence_probability, (227.05 / 330) ** 72, 'velo', 1e-15);
    expectValue(rows.get('velo')?.operational_silent_days, 102.95, 'velo');
    // From 15 January to 15 October, 273 days less the same; then 79 less the same.
    expectValue(rows.get('normes')?.silence_probability, (254.05 / 321) ** 4, 'normes');
    expectValue(rows.get('normes')?.surprise, 1 - (254.05 / 321) ** 4, 'normes');
    expectValue(rows.get('atelier')?.silence_probability, 1, 'atelier');
  });

  it('tells the stage of each beside its state', () => {
    expect(rows.get('velo')?.stage).toBe('dormant');
    expect(rows.get('normes')?.stage).toBe('small_group');
    // It writes through Christmas, when the calendar expects a quarter: a fuller week on the last Monday alone moves nothing.
    expect(rows.get('atelier')).toMatchObject({
      stage: 'maturity',
      judged_on: '2026-01-02',
      stage_decided_on: '2025-12-21',
    });
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
      'That silence is worth 103 ordinary days, holidays and common lulls taken off',
    ]);
    expect(dormancy.action(rows.get('velo') ?? {})?.en).toContain('archive it');
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
    opened: talk('2026-05-04', '2026-06-30', 2, crowd),
  };
  const archived: Record<string, string> = { closed: '2026-02-03' };
  const created: Record<string, string> = { planned: '2026-04-03', late: '2026-04-02' };
  const communities = [...Object.keys(lives), 'empty', 'planned', 'late'].map((id) => [
    id,
    id,
    archived[id] ?? null,
    created[id] ?? null,
  ]);
  return openFiles({
    'communities.csv': csv('community_id,name,archived_on,created_on', communities),
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

  it.each([
    ['lively', 'maturity'],
    ['ski', null],
    ['died', 'dormant'],
    ['never', null],
    ['empty', null],
    ['news', 'small_group'],
    ['closed', null],
    ['opened', 'launch'],
    // Created 89 days before 1 July, and 90.
    ['planned', 'preparation'],
    ['late', null],
  ])('%s is at the stage %s', (community, stage) => expect(rows.get(community)?.stage).toBe(stage));

  it('takes what spoke from the first month of the data for older than they are', async () => {
    const then = byCommunity(await world.ask(dormancy, { to: '2024-08-26' }));
    // Eight weeks of four or five people: a launch, had it begun with them.
    expect(then.get('lively')).toMatchObject({ stage: 'small_group', contributors_28: 6, took_off_on: null });
  });

  it('says of what is only planned how to prepare it, not that it failed', () => {
    expect(dormancy.reasons(rows.get('planned') ?? {})).toHaveLength(1);
    expect(dormancy.reasons(rows.get('planned') ?? {})[0]?.en).toContain('less than 90 days ago');
    expect(dormancy.action(rows.get('planned') ?? {})?.en).toContain('Prepare the opening');
    expect(dormancy.action(rows.get('late') ?? {})?.en).toContain('close it without regret');
  });

  it('foresees the silence of those that still speak, with what is known on the day', async () => {
    const { forecasts } = await communitySilence(world.snapshot, dayNumber('2026-07-01'));
    for (const id of ['lively', 'alarm', 'alone', 'news']) {
      const forecast = forecasts.get(id);
      expect(rows.get(id)).toMatchObject({
        silence_60: forecast?.probability,
        silence_60_low: forecast?.low,
        silence_60_high: forecast?.high,
        forecast_learning: true,
      });
    }
    for (const id of ['died', 'ski', 'closed', 'empty', 'never']) {
      expect(rows.get(id)).toMatchObject({ silence_60: null, forecast_learning: null, outlook: null });
    }
    expect(rows.get('lively')).toMatchObject({ outlook: 'calm' });
  });

  it('does not know who animates where the source does not tell', () => {
    expect(rows.get('lively')).toMatchObject({ animators: null, animation: null });
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

describe('a community in decline', () => {
  it('is told by the slope of twelve weeks and the best of the year', async () => {
    // Twelve weeks from Monday 6 January 2025, without a public holiday.
    const people = [12, 11, 10, 9, 8, 7, 6, 6, 5, 5, 4, 4];
    const lines = people.flatMap((count, week) =>
      Array.from(
        { length: count },
        (_, who): Line => [dayText(dayNumber('2025-01-06') + 7 * week + (who % 5)), `p${who}`],
      ),
    );
    const world = await openFiles({
      'communities.csv': csv('community_id,name,created_on', [['fading', 'Fading', '2024-06-03']]),
      'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id', [
        ...eventsOf('fading', lines),
        ['join', 'join', '2025-03-30T12:00:00Z', 'p1', null, 'fading', null],
      ]),
    });
    const [row = {}] = (await world.ask(dormancy)).rows;
    expect(row).toMatchObject({
      stage: 'decline',
      stage_decided_on: '2025-03-30',
      contributors_28: 5,
      most_contributors_28: 12,
      took_off_on: '2025-01-25',
    });
    // Quasi-Poisson regression in numpy: slope -0.105455, 95 % from -0.112670 to -0.098240.
    expectValue(row.weekly_change, Math.exp(-0.10545508058434075) - 1, 'change');
    expectValue(row.weekly_change_low, Math.exp(-0.11267049552290649) - 1, 'low');
    expectValue(row.weekly_change_high, Math.exp(-0.098239665645775) - 1, 'high');
    expect(dormancy.reasons(row).map(({ fr }) => fr)).toContain(
      'Le nombre de personnes baisse de 10\u202f% par semaine depuis 12 semaines ordinaires (entre 9\u202f% et 11\u202f%)',
    );
    expect(dormancy.action(row)?.en).toContain('Mobilise before the silence');
  });
});

describe('who animates', () => {
  it('is there, silent, gone or never named', async () => {
    const lines = talk('2026-01-05', '2026-06-29', 3, crowd);
    const lives: Record<string, Line[]> = {
      // p1 last wrote 24 and 34 days before the end of 28 June, the last day.
      there: [...lines.filter(([, person]) => person !== 'p1'), ['2026-06-05', 'p1']],
      silent: [...lines.filter(([, person]) => person !== 'p1'), ['2026-05-26', 'p1']],
      gone: lines,
      unnamed: lines,
    };
    const world = await openFiles({
      'people.csv': csv('person_id,kind,left_on', [
        ['p1', 'human', null],
        ['p2', 'human', '2026-06-01'],
      ]),
      'communities.csv': csv(
        'community_id,name',
        Object.keys(lives).map((id) => [id, id]),
      ),
      'memberships.csv': csv('community_id,person_id,role', [
        ['there', 'p1', 'animator'],
        ['silent', 'p1', 'animator'],
        ['gone', 'p2', 'animator'],
        ['unnamed', 'p1', 'member'],
      ]),
      'events.csv': csv(
        'event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id',
        Object.entries(lives).flatMap(([id, own]) => eventsOf(id, own)),
      ),
    });
    const rows = byCommunity(await world.ask(dormancy));
    expect(rows.get('there')).toMatchObject({ animators: 1, animation: 'present' });
    expect(rows.get('silent')).toMatchObject({ animators: 1, animation: 'silent' });
    expect(rows.get('gone')).toMatchObject({ animators: 0, animation: 'none' });
    expect(rows.get('unnamed')).toMatchObject({ animators: 0, animation: 'none' });
    expect(dormancy.reasons(rows.get('silent') ?? {}).map(({ en }) => en)).toContain(
      'None of its animators has written there for 28 ordinary days',
    );
    expect(dormancy.action(rows.get('gone') ?? {})?.en).toContain('Find who animates it');
  });
});

describe('a hole in the data', () => {
  it('says that there are no data when every community falls silent together, but for what was over before', async () => {
    const ids = Array.from({ length: 10 }, (_, k) => `c${k}`);
    const world = await openFiles({
      'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id', [
        ...ids.flatMap((id) => eventsOf(id, talk('2025-01-01', '2025-12-31', 2, crowd))),
        ...eventsOf('dead', talk('2025-01-01', '2025-06-02', 2, crowd)),
        ['join', 'join', '2026-04-30T12:00:00Z', 'p1', null, 'c0', null],
      ]),
    });
    const result = await world.ask(dormancy);
    expect(result.meta.warnings).toHaveLength(1);
    expect(result.meta.warnings[0]?.en).toContain('an export may be missing');
    for (const row of result.rows) {
      if (row.subject_id === 'dead') continue;
      // The last day of the ten; nobody knows whether they have been silent for longer.
      expect(row).toMatchObject({
        state: 'no_data',
        stage: null,
        judged_on: '2025-12-31',
        silent_days: 0,
        dormant_90: false,
      });
      expect(dormancy.reasons(row)[0]?.en).toContain('since 31 December 2025');
      expect(dormancy.action(row)?.en).toContain('export of this source');
    }
    expect(byCommunity(result).get('dead')).toMatchObject({
      state: 'dormant',
      stage: 'dormant',
      judged_on: '2025-12-31',
    });
    // Asked for within the data, there is no hole.
    const before = await world.ask(dormancy, { to: '2025-12-20' });
    expect(before.meta.warnings).toHaveLength(0);
    expect(byCommunity(before).get('c0')).toMatchObject({ state: 'active', judged_on: '2025-12-19' });
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
