import { afterEach, describe, expect, it } from 'vitest';
import { siloTrend } from '../../server/metrics/silo-trend.ts';
import { csv, expectValue, type NamedNetwork, openFiles, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

const people = { a1: 'A', a2: 'A', a3: 'A', b1: 'B', b2: 'B', b3: 'B' };

function open(events: readonly (readonly [string, string, string])[]): Promise<NamedNetwork> {
  return openFiles({
    'people.csv': csv(
      'person_id,department,affiliation',
      Object.entries(people).map((row) => [...row, 'internal']),
    ),
    'events.csv': csv(
      'event_id,kind,occurred_at,actor_id,target_id,thread_id',
      events.map(([day, from, to], i) => [`e${i}`, 'reply', `${day}T12:00:00Z`, from, to, `t${i}`]),
    ),
  });
}

describe('trend of silos', () => {
  it('moves a window of 90 days by 28 and shows what chance would give', async () => {
    // January: three ties inside A and B. From May: only ties between them.
    network = await open([
      ['2026-01-01', 'a1', 'a2'],
      ['2026-01-02', 'b1', 'b2'],
      ['2026-01-03', 'b2', 'b3'],
      ['2026-01-04', 'a1', 'b1'],
      ['2026-05-01', 'a1', 'b1'],
      ['2026-05-02', 'a2', 'b2'],
    ]);
    const { rows } = await network.ask(siloTrend);
    // The last window ends with 2 May; earlier ones 28 days before each other while 90 days are covered from 1 January.
    expect(rows.map(({ date }) => date)).toEqual(['2026-04-04', '2026-05-02']);
    // 2026-04-05 less 90 days is 2026-01-05: that window is empty, the index undefined, the expectation not.
    expect(rows[0]).toMatchObject({ value: null, denominator: 0, lower: null, upper: null });
    expect(rows[1]).toMatchObject({ value: 1, numerator: 2, denominator: 2, group: null });
    // Two departments of 3: 1 - 2 × 12/30.
    expectValue(rows[1]?.expected, 0.2);
    expectValue(rows[1]?.rescaled, 1);
    // Two ties that share nobody: each is inside in 0.4 of the labelings, both in 4 of 20 (one in A, the other in B, and
    // the two others split), so the number inside has variance 2 × 0.4 + 2 × 0.2 - 0.8², and the band covers all.
    expect([rows[1]?.lower, rows[1]?.upper]).toEqual([-1, 1]);
    // Whoever is left out, what is left crosses; and each pair has exchanged once.
    expect(rows[1]).toMatchObject({ value_lower: 1, value_upper: 1, events_value: 1, events_rescaled: 1 });
    expect(rows[0]).toMatchObject({ value_lower: null, value_upper: null, events_value: null, events_rescaled: null });
  });

  it('reaches back before the period asked for, and needs 90 days in all', async () => {
    network = await open([
      ['2026-01-01', 'a1', 'a2'],
      ['2026-03-01', 'b1', 'b2'],
      ['2026-04-30', 'a1', 'b1'],
    ]);
    const april = await network.ask(siloTrend, { from: '2026-04-01', to: '2026-05-01' });
    expect(april.rows.map(({ date, value }) => [date, value])).toEqual([
      ['2026-04-02', -1],
      ['2026-04-30', 0],
    ]);
    const january = await network.ask(siloTrend, { to: '2026-03-31' });
    expect(january.rows).toEqual([]);
    expect(january.reason?.code).toBe('too_short');
  });

  it('follows one department when asked', async () => {
    network = await open([
      ['2026-01-01', 'b1', 'b2'],
      ['2026-03-30', 'a1', 'a2'],
      ['2026-03-31', 'a1', 'b1'],
      ['2026-03-31', 'a2', 'b1'],
    ]);
    const { rows } = await network.ask(siloTrend, { department: 'A' });
    // Two ties leave A and one stays inside, which has two ends there: (2 - 2)/(2 + 2).
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ date: '2026-03-31', group: 'A', value: 0, numerator: 0, denominator: 4 });
    // Two of the other five are colleagues: 1 - 2 × 2/5.
    expectValue(rows[0]?.expected, 0.2);
  });

  it('starts anew after a reorganisation, and says so', async () => {
    // On 1 March a1 and b1 change places, two of seven; the seventh, of a department that was not there before, comes in February.
    const moves = [
      ...Object.entries(people).map(([who, department]) => {
        return [who, department, null, who.endsWith('1') ? '2026-03-01' : null];
      }),
      ['a1', 'B', '2026-03-01', null],
      ['b1', 'A', '2026-03-01', null],
      ['c1', 'C', '2026-02-01', null],
    ];
    network = await openFiles({
      'people.csv': csv('person_id,department,valid_from,valid_to', moves),
      'events.csv': csv(
        'event_id,kind,occurred_at,actor_id,target_id',
        [
          ['2025-10-01', 'a1', 'a2'],
          ['2026-02-10', 'a1', 'a2'],
          ['2026-03-10', 'a1', 'a2'],
          ['2026-04-10', 'a2', 'a1'],
          ['2026-04-10', 'c1', 'a2'],
          ['2026-06-30', 'b2', 'b3'],
        ].map(([day = '', from = '', to = ''], i) => [`e${i}`, 'reply', `${day}T12:00:00Z`, from, to]),
      ),
    });
    const spring = await network.ask(siloTrend, { to: '2026-04-15' });
    expect(spring.meta.warnings.map(({ en }) => en)).toEqual([
      'Reorganisation on 2026-03-01: 28% of people changed department. What comes before and after it does not compare.',
      'Departments left out because they appear or disappear along the series: 1.',
    ]);
    // 16 January to 14 April: a1 and a2 inside A on 10 February, across A and B from March on; c1 is left out.
    expect(spring.rows.at(-1)).toMatchObject({ date: '2026-04-14', value: 0, denominator: 2, events_value: 1 / 3 });
    expect(spring.rows.length).toBeGreaterThan(1);
    const summer = await network.ask(siloTrend);
    expect(summer.meta.warnings[0]?.en).toMatch(/The series starts anew after it\.$/);
    expect(summer.rows.map(({ date }) => date)).toEqual(['2026-06-02', '2026-06-30']);
  });

  it('gives the same as ties that fade when asked for them', async () => {
    network = await open([
      ['2026-01-01', 'b1', 'b2'],
      ['2026-03-31', 'a1', 'b1'],
    ]);
    const { rows } = await network.ask(siloTrend, { ties: 'strength' });
    // A reply of 90 days before less half a day, and one of half a day ago.
    const [old, fresh] = [Math.log(1 + 2 ** (-89.5 / 90)), Math.log(1 + 2 ** (-0.5 / 90))];
    expectValue(rows[0]?.value, (fresh - old) / (fresh + old));
    expect(rows[0]?.events_value).toBe(0);
  });

  it('needs dates', async () => {
    network = await openTies([['a1', 'b1']], { departments: people });
    expect((await network.ask(siloTrend)).reason?.code).toBe('no_times');
  });
});
