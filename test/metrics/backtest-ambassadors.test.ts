import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ambassadorOrigins, rankingsAt } from '../../server/backtest/ambassador-origins.ts';
import type { Row } from '../../server/contract/results.ts';
import { random } from '../../server/graph/random.ts';
import { quantile } from '../../server/graph/statistics.ts';
import { backtestAmbassadors } from '../../server/metrics/backtest-ambassadors.ts';
import { csv, expectValue, type NamedNetwork, openFiles } from '../support/named-network.ts';
import { withOtherFuture } from '../support/other-future.ts';

// Forty weeks of thirty people in three communities: each week some open a thread, others reply there. From the
// thirteenth week on a newcomer a week writes for the first time, in the thread of one of the first five people.
const weeks = 40;
const first = Date.UTC(2025, 0, 6);
const name = (k: number) => `p${String(k).padStart(2, '0')}`;
type Event = readonly [id: string, kind: string, at: number, from: string, to: string | null, thread: string];

function* history(): Generator<Event> {
  const draw = random(7);
  for (let week = 0; week < weeks; week++) {
    const at = first + week * 7 * 86_400_000;
    for (let k = 0; k < 30; k++) {
      if (draw.next() > 0.25 + k / 60) continue;
      const thread = `t${week}-${k}`;
      yield [thread, 'post', at + k * 60_000, name(k), null, thread];
      for (let reply = 0; reply < 3; reply++) {
        const who = draw.below(30);
        yield [`${thread}-${reply}`, 'reply', at + 3_600_000 + reply * 60_000, name(who), name(k), thread];
      }
      if (k < 5 && week >= 12) {
        yield [`n${week}-${k}`, 'reply', at + 7_200_000, `new${week}-${k}`, name(k), thread];
      }
    }
  }
}
const events = [...history()];
const place = (thread: string) => `room${Number(thread.split('-')[1]) % 3}`;

let network: NamedNetwork;
let rows: readonly Row[];
beforeAll(async () => {
  network = await openFiles({
    'events.csv': csv(
      'event_id,kind,occurred_at,actor_id,target_id,thread_id,community_id',
      events.map(([id, kind, at, from, to, thread]) => [
        id,
        kind,
        new Date(at).toISOString(),
        from,
        to,
        thread,
        place(thread),
      ]),
    ),
  });
  ({ rows } = await network.ask(backtestAmbassadors));
});
afterAll(() => network.snapshot.close());

const known = new Map<string, ReturnType<typeof rankingsAt>>();
/** The rankings of an origin, worked out once. */
function ranked(origin: string): ReturnType<typeof rankingsAt> {
  const found = known.get(origin) ?? rankingsAt(network.snapshot, origin);
  known.set(origin, found);
  return found;
}

interface Case {
  readonly person: string;
  readonly values: readonly number[];
  readonly newcomers: number;
  readonly wrote: number;
}

/** What was known and what came next at an origin, counted from the list of events; scores are those of that day. */
async function casesAt(origin: string): Promise<Case[]> {
  const at = await ranked(origin);
  const begin = Date.parse(`${origin}T00:00:00Z`);
  const inside = events.filter(([, , at]) => at >= begin && at < begin + 90 * 86_400_000);
  const names = [...network.identities.values()].toSorted((a, b) => (a.person_id < b.person_id ? -1 : 1));
  return [...(at?.people ?? [])].map((index, k) => {
    const person = names[index]?.native_id ?? '';
    const writers = inside.filter(([, , , from, to]) => to === person && from !== person).map(([, , , from]) => from);
    return {
      person,
      values: at?.rankings.map((values) => values[k] ?? Number.NaN) ?? [],
      newcomers: writers.filter((from) => from.startsWith('new')).length,
      wrote: new Set(writers).size,
    };
  });
}

/** Mean share of successes among the first k when equal values share the last places, by plain counting. */
function precision(cases: readonly Case[], r: number, success: (one: Case) => boolean, k: number): number {
  const values = cases.map((one) => one.values[r] ?? 0).toSorted((a, b) => b - a);
  const border = values[Math.min(k, values.length) - 1] ?? 0;
  const above = cases.filter((one) => (one.values[r] ?? 0) > border);
  const level = cases.filter((one) => one.values[r] === border);
  const share = level.filter(success).length / level.length;
  const places = Math.min(k, cases.length);
  return (above.filter(success).length + share * (places - above.length)) / places;
}

describe('the ambassadors tried on the past', () => {
  it('compares four rankings on two outcomes, counted again from the events', async () => {
    const origins = ambassadorOrigins(network.snapshot, events.length);
    // The data end on 6 October: 7 July is the last Monday with 90 days after it; too few quarters, so every four weeks.
    expect(origins).toEqual(['2025-04-14', '2025-05-12', '2025-06-09', '2025-07-07']);
    const all = await Promise.all(origins.map(casesAt));
    const everybody = [...new Set(all.flatMap((cases) => cases.map(({ person }) => person)))];
    for (const [outcome, value] of [
      ['newcomers', (one: Case) => one.newcomers],
      ['people_who_wrote', (one: Case) => one.wrote],
    ] as const) {
      const limits = all.map((cases) => (outcome === 'newcomers' ? 1 : (quantile(cases.map(value), 0.9) ?? 1)));
      const places = all.map((cases) => Math.min(25, Math.floor(cases.length / 10)));
      const mean = (of: (cases: readonly Case[], o: number) => number) =>
        all.reduce((sum, cases, o) => sum + of(cases, o), 0) / all.length;
      const success = (o: number) => (one: Case) => value(one) >= (limits[o] ?? 0);
      const found = rows.filter((row) => row.outcome === outcome);
      expect(found.map(({ ranking }) => ranking)).toEqual(['ambassadors', 'contributions', 'pagerank', 'random']);
      const [model] = found;
      for (const [r, row] of found.entries()) {
        expect([row.origins, row.people, row.cases, row.first]).toEqual([
          4,
          everybody.length,
          all.flat().length,
          Math.max(...places),
        ]);
        expectValue(
          row.base_rate,
          mean((cases, o) => cases.filter(success(o)).length / cases.length),
          outcome,
          1e-12,
        );
        const own = mean((cases, o) => precision(cases, r, success(o), places[o] ?? 0));
        expectValue(row.precision, own, `${outcome} ${r}`, 1e-12);
        expectValue(row.gain, r === 0 ? null : Number(model?.precision) - own, `${outcome} ${r}`, 1e-12);
        expectValue(row.correlation, r === 3 ? null : mean((cases) => rankCorrelation(cases, r, value)), outcome, 1e-9);
      }
    }
  });

  it('gives each lead the interval that resampled people give, and the verdict that follows from it', async () => {
    // Newcomers join the first five people alone: chance brings a sixth of them, at most, among the first.
    const chance = rows.find((row) => row.outcome === 'newcomers' && row.ranking === 'random');
    const [lower, upper] = await resampled();
    expectValue(chance?.lower, lower, 'lower', 1e-12);
    expectValue(chance?.upper, upper, 'upper', 1e-12);
    for (const { ranking, verdict, lower: low, upper: high } of rows) {
      expect(verdict).toBe(
        ranking === 'ambassadors' ? null : Number(low) > 0 ? 'better' : Number(high) < 0 ? 'worse' : 'no_difference',
      );
    }
  });

  it('tries eight dates at most, four on a past of more than two million events', () => {
    const years = { first_day: '2020-01-01', last_day: '2025-12-31' };
    expect(ambassadorOrigins(years, 2_000_000)).toHaveLength(8);
    expect(ambassadorOrigins(years, 2_000_001)).toEqual(['2024-12-30', '2025-03-31', '2025-06-30', '2025-09-29']);
    expect(ambassadorOrigins({ first_day: '2025-12-01', last_day: '2025-12-31' }, 10)).toEqual([]);
  });

  it('looks at nothing that came after: another future changes no value of any ranking', async () => {
    const before = await ranked('2025-06-09');
    await withOtherFuture(network.folder, '2025-06-09', async (snapshot) => {
      expect(await rankingsAt(snapshot, '2025-06-09')).toEqual(before);
      // The same change within what is known does show.
      expect(await rankingsAt(snapshot, '2025-07-07')).not.toEqual(await ranked('2025-07-07'));
    });
  });
});

/** Spearman's correlation as Pearson's of mean ranks, ranks by counting. */
function rankCorrelation(cases: readonly Case[], r: number, outcome: (one: Case) => number): number {
  const ranks = (of: (one: Case) => number) =>
    cases.map(
      (one) =>
        cases.filter((other) => of(other) < of(one)).length + cases.filter((other) => of(other) === of(one)).length / 2,
    );
  const a = ranks((one) => one.values[r] ?? 0);
  const b = ranks(outcome);
  const centred = (list: number[]) =>
    list.map((value) => value - list.reduce((sum, one) => sum + one, 0) / list.length);
  const [x, y] = [centred(a), centred(b)];
  const dot = (one: number[], other: number[]) => one.reduce((sum, value, k) => sum + value * (other[k] ?? 0), 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

/** The interval of the lead over chance among newcomers: people drawn 300 times, each with all of their cases. */
async function resampled(): Promise<[number | null, number | null]> {
  const origins = ambassadorOrigins(network.snapshot, events.length);
  const each = await Promise.all(origins.map(ranked));
  const all = await Promise.all(origins.map(casesAt));
  const indices = [...new Set(each.flatMap((one) => [...(one?.people ?? [])]))].toSorted((a, b) => a - b);
  const stream = random(90);
  const leads = Array.from({ length: 300 }, () => {
    const times = new Map<number, number>();
    for (let k = 0; k < indices.length; k++) {
      const drawn = indices[stream.below(indices.length)] ?? -1;
      times.set(drawn, (times.get(drawn) ?? 0) + 1);
    }
    const byOrigin = all.map((cases, o) => {
      const again = cases.flatMap((one, k) =>
        Array.from({ length: times.get(each[o]?.people[k] ?? -1) ?? 0 }, () => one),
      );
      const k = Math.floor(cases.length / 10);
      const success = (one: Case) => one.newcomers >= 1;
      return precision(again, 0, success, k) - precision(again, 3, success, k);
    });
    return byOrigin.reduce((sum, lead) => sum + lead, 0) / byOrigin.length;
  });
  return [quantile(leads, 0.025), quantile(leads, 0.975)];
}
