import { afterEach, describe, expect, it } from 'vitest';
import decay from '../../fixtures/oracle/time-decay.json' with { type: 'json' };
import type { ResolvedFilter } from '../../server/contract/filters.ts';
import { tieParameters } from '../../server/contract/tie-parameters.ts';
import { loadNetwork } from '../../server/facts/network.ts';
import type { Graph } from '../../server/graph/graph.ts';
import { resolveFilter } from '../../server/resolve-filter.ts';
import { csv, expectValue, type NamedNetwork, openFiles, openTies } from '../support/named-network.ts';
import type { WorldOptions } from '../support/world.ts';
import { openToyLog, toyLog } from './toy-log.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

/** Strength of each tie, keyed `from>to` by native ids. */
async function strengths(which: 'directed' | 'undirected', filter: Partial<ResolvedFilter> = {}) {
  const { snapshot } = network;
  const resolved = { ...(await resolveFilter(snapshot, {}, 'strength')), ...filter };
  const loaded = await loadNetwork(snapshot.db, snapshot.time_zone, resolved, 'strength');
  const graph: Graph = loaded[which];
  const ties = new Map<string, number>();
  const name = (node: number | undefined) => network.nameOf(loaded.people[node ?? -1]);
  for (let v = 0; v < graph.n; v++) {
    for (let k = graph.offsets[v] ?? 0; k < (graph.offsets[v + 1] ?? 0); k++) {
      ties.set(`${name(v)}>${name(graph.targets[k])}`, graph.weights[k] ?? Number.NaN);
    }
  }
  return ties;
}

type Line = readonly [id: string, kind: string, at: string, from: string, to: string | null, thread: string | null];

/** Events of ten people a … j and a parent message each may answer. */
const open = (events: readonly (Line | readonly [...Line, parent: string])[], options: WorldOptions = {}) =>
  openFiles(
    {
      'events.csv': csv(
        'event_id,kind,occurred_at,actor_id,target_id,thread_id,parent_event_id',
        events.map((event) => (event.length === 6 ? [...event, null] : event)),
      ),
    },
    options,
  );

const after = (days: number) => 2 ** (-days / 90);

describe('the reference log, where every rule acts once', () => {
  it('gives each directed tie its strength and no other tie', async () => {
    network = await openToyLog();
    const ties = await strengths('directed');
    expect([...ties.keys()].sort()).toEqual(toyLog.directed.map(([a, b]) => `${a}>${b}`).sort());
    for (const [a, b, w] of toyLog.directed) expectValue(ties.get(`${a}>${b}`), Math.log(1 + w), `${a}>${b}`);
  });

  it('gives each undirected tie its strength, shared threads included, the same both ways', async () => {
    network = await openToyLog();
    const ties = await strengths('undirected');
    expect(ties.size).toBe(2 * toyLog.undirected.length);
    for (const [a, b, , , , s] of toyLog.undirected) {
      expectValue(ties.get(`${a}>${b}`), s, `${a}>${b}`);
      expect(ties.get(`${b}>${a}`)).toBe(ties.get(`${a}>${b}`));
    }
  });
});

describe('decay', () => {
  it('halves with each half-life, as in the reference cases of the same half-life', () => {
    for (const { base, age_days, half_life, w } of decay.cases) {
      if (half_life === tieParameters.half_life_days) expectValue(base * after(age_days), w);
    }
  });

  it('is measured at the midnight of the reporting zone that ends the period', async () => {
    // 30 June 2026 ends at 22:00 UTC in Paris: the reply of 10:00 is half a day old, that of 1 April 90 days and a half.
    network = await open(
      [
        ['e1', 'reply', '2026-06-30T10:00:00Z', 'a', 'b', 't1'],
        ['e2', 'reply', '2026-04-01T10:00:00Z', 'c', 'd', 't2'],
      ],
      { timeZone: 'Europe/Paris' },
    );
    const ties = await strengths('directed');
    expectValue(ties.get('a>b'), Math.log(1 + after(0.5)));
    expectValue(ties.get('c>d'), Math.log(1 + after(90.5)));
    const earlier = await strengths('directed', { to: '2026-04-02' });
    expect([...earlier.keys()]).toEqual(['c>d']);
    expectValue(earlier.get('c>d'), Math.log(1 + after(0.5)));
  });
});

describe('caps', () => {
  const noon = (day: number) => `2026-03-${String(day).padStart(2, '0')}T00:00:00Z`;

  it('counts the three earliest replies to a person in a thread, and starts anew in another', async () => {
    network = await open([
      ...[1, 2, 3, 4, 5].map((day): Line => [`e${day}`, 'reply', noon(day), 'a', 'b', 't1']),
      ['e9', 'reply', noon(31), 'a', 'b', 't2'],
    ]);
    const w = after(31) + after(30) + after(29) + after(1);
    expectValue((await strengths('directed')).get('a>b'), Math.log(1 + w));
  });

  it('counts one mention and one reaction per person and thread', async () => {
    network = await open([
      ['e1', 'mention', noon(10), 'a', 'b', 't1'],
      ['e2', 'mention', noon(20), 'a', 'b', 't1'],
      ['e3', 'reaction', noon(10), 'c', 'b', 't1'],
      ['e4', 'reaction', noon(31), 'c', 'b', 't1'],
    ]);
    const ties = await strengths('directed');
    expectValue(ties.get('a>b'), Math.log(1 + 0.8 * after(22)));
    expectValue(ties.get('c>b'), Math.log(1 + 0.2 * after(22)));
  });

  it('does not count a mention of the person whom the same message answers, but the next one', async () => {
    network = await open([
      ['m1', 'post', noon(1), 'b', null, 't1'],
      ['m2', 'reply', noon(10), 'a', 'b', 't1', 'm1'],
      ['m2b', 'mention', noon(10), 'a', 'b', 't1', 'm2'],
      ['m2c', 'mention', noon(10), 'a', 'c', 't1', 'm2'],
      ['m3', 'post', noon(31), 'a', null, 't1'],
      ['m3b', 'mention', noon(31), 'a', 'b', 't1', 'm3'],
    ]);
    const ties = await strengths('directed');
    expectValue(ties.get('a>b'), Math.log(1 + after(22) + 0.8 * after(1)));
    expectValue(ties.get('a>c'), Math.log(1 + 0.8 * after(22)));
  });

  it('does not cap messages outside threads', async () => {
    network = await open([1, 2, 3, 4, 5].map((day): Line => [`e${day}`, 'message', noon(day), 'a', 'b', null]));
    const w = after(1) + after(2) + after(3) + after(4) + after(5);
    expectValue((await strengths('directed')).get('a>b'), Math.log(1 + w));
  });
});

describe('the weekly budget of reactions', () => {
  it('shares ten reactions among all that a person gives in an ISO week', async () => {
    // Monday 2 to Sunday 8 March: 40 reactions to 40 threads weigh as much as ten; the next Monday opens a new week.
    const week = Array.from({ length: 40 }, (_, i): Line => {
      const day = 2 + (i % 7);
      return [`e${i}`, 'reaction', `2026-03-0${day}T00:00:00Z`, 'a', 'b', `t${i}`];
    });
    network = await open([...week, ['next', 'reaction', '2026-03-09T00:00:00Z', 'a', 'c', 'u']]);
    const ties = await strengths('directed');
    const ages = week.map(([, , at]) => 10 - Number(at.slice(8, 10)));
    const w = ages.reduce((sum, age) => sum + 0.2 * (10 / 40) * after(age), 0);
    expectValue(ties.get('a>b'), Math.log(1 + w));
    expectValue(ties.get('a>c'), Math.log(1 + 0.2 * after(1)));
  });

  it('cuts the week in the reporting zone', async () => {
    // Sunday 8 March 23:30 UTC is Monday in Paris: 12 reactions there leave the single one of Saturday alone.
    const monday = Array.from({ length: 12 }, (_, i): Line => {
      return [`e${i}`, 'reaction', '2026-03-08T23:30:00Z', 'a', 'b', `t${i}`];
    });
    network = await open([...monday, ['s', 'reaction', '2026-03-07T23:00:00Z', 'a', 'c', 'u']], {
      timeZone: 'Europe/Paris',
    });
    const ties = await strengths('directed');
    // The last day is Monday 9 March, which ends at 23:00 UTC.
    expectValue(ties.get('a>b'), Math.log(1 + 12 * 0.2 * (10 / 12) * after(23.5 / 24)));
    expectValue(ties.get('a>c'), Math.log(1 + 0.2 * after(2)));
  });
});

describe('shared threads', () => {
  const thread = (people: string[], id: string): Line[] =>
    people.map((person, i) => [`${id}${i}`, 'post', '2026-03-31T00:00:00Z', person, null, id]);

  it('splits 0.3 among the others of a thread, once per thread', async () => {
    network = await open([...thread(['a', 'b', 'c', 'd'], 't1'), ...thread(['a', 'b', 'a'], 't2')]);
    const ties = await strengths('undirected');
    expectValue(ties.get('c>d'), Math.log(1 + 0.1 * after(1)));
    expectValue(ties.get('a>b'), Math.log(1 + (0.1 + 0.3) * after(1)));
    expect((await strengths('directed')).size).toBe(0);
  });

  it('counts threads of up to twenty people', async () => {
    const crowd = Array.from({ length: 21 }, (_, i) => `p${i}`);
    network = await open([...thread(crowd.slice(0, 20), 't1'), ...thread(crowd, 't2')]);
    const ties = await strengths('undirected');
    expect(ties.size).toBe(20 * 19);
    expectValue(ties.get('p0>p19'), Math.log(1 + (0.3 / 19) * after(1)));
  });

  it('dates the pair when the later of the two first wrote', async () => {
    network = await open([
      ['e1', 'post', '2026-01-01T00:00:00Z', 'a', null, 't1'],
      ['e2', 'post', '2026-03-01T00:00:00Z', 'b', null, 't1'],
      ['e3', 'post', '2026-03-31T00:00:00Z', 'a', null, 't1'],
    ]);
    // From 1 March to the end of 31 March.
    expectValue((await strengths('undirected')).get('a>b'), Math.log(1 + 0.3 * after(31)));
  });
});

describe('undated ties', () => {
  it('have no age, and a published weight counts in full', async () => {
    network = await openTies([
      ['a', 'b', 4],
      ['a', 'b', 0.5],
      ['b', 'a', 1],
    ]);
    const ties = await strengths('directed');
    expectValue(ties.get('a>b'), Math.log(1 + 4.5));
    expectValue(ties.get('b>a'), Math.log(2));
    expectValue((await strengths('undirected')).get('a>b'), Math.log(1 + 5.5));
  });
});
