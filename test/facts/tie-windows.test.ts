import { afterEach, describe, expect, it } from 'vitest';
import { loadTieLog, type TieLog } from '../../server/facts/tie-log.ts';
import { endsInWindow, logOfWindows, windowGroups } from '../../server/facts/tie-windows.ts';
import { endsByGroup, groupedEnds } from '../../server/graph/ei-ends.ts';
import { binary, buildDirected, undirected } from '../../server/graph/graph.ts';
import { random } from '../../server/graph/random.ts';
import { dayNumber } from '../../server/models/day-number.ts';
import { csv, type NamedNetwork, openFiles } from '../support/named-network.ts';

let opened: NamedNetwork | null = null;
let log: TieLog;
afterEach(() => {
  opened?.snapshot.close();
  opened = null;
});

type Event = readonly [day: string, from: string, to: string];

async function open(people: readonly (readonly (string | null)[])[], events: readonly Event[]): Promise<void> {
  opened = await openFiles({
    'people.csv': csv('person_id,department,affiliation,valid_from,valid_to', people),
    'events.csv': csv(
      'event_id,kind,occurred_at,actor_id,target_id,thread_id',
      events.map(([day, from, to], k) => [`e${k}`, 'reply', `${day}T12:00:00Z`, from, to, `t${k}`]),
    ),
  });
  log = await loadTieLog(opened.snapshot.db, { from: '2026-01-01', to: '2027-01-01', community: null });
}

/** People in each department, and of the days [begin, end) the ends of its ties and of its exchanges, [across, within]. */
function seen(begin: string, end: string) {
  const days = [dayNumber(begin), dayNumber(end)] as const;
  const { groups, known } = windowGroups(log, ...days);
  const alone = logOfWindows(log, [{ begin: days[0], end: days[1] }]);
  expect(windowGroups(log, ...days, () => alone(0))).toEqual({ groups, known });
  const { ties, byGroup } = endsInWindow(log, ...days, groups, true);
  const sizes: Record<string, number> = {};
  groups.of.forEach((group) => {
    const name = log.departments[group];
    if (name !== undefined) sizes[name] = (sizes[name] ?? 0) + 1;
  });
  const named = (ends: Float64Array) =>
    Object.fromEntries(log.departments.map((name, g) => [name, [ends[2 * g], ends[2 * g + 1]]]));
  return { sizes, known, ties: named(endsByGroup(ties, groups)), events: named(byGroup) };
}

describe('a log of ties', () => {
  it('gives the ties of a window, both ways together, each as heavy as its events', async () => {
    await open(
      [
        ['ana', 'A', 'internal', null, null],
        ['abe', 'A', 'internal', null, null],
        ['bob', 'B', 'internal', null, null],
        ['guest', null, 'external', null, null],
        ['new', null, 'internal', null, null],
      ],
      [
        ['2026-02-01', 'ana', 'bob'],
        ['2026-02-28', 'bob', 'ana'],
        ['2026-02-28', 'ana', 'abe'],
        ['2026-02-28', 'ana', 'ana'],
        ['2026-02-28', 'ana', 'guest'],
        ['2026-02-28', 'new', 'ana'],
        ['2026-03-01', 'abe', 'bob'],
      ],
    );
    expect(seen('2026-02-01', '2026-03-01')).toEqual({
      sizes: { A: 2, B: 1 },
      known: 3 / 4,
      ties: { A: [1, 2], B: [1, 0] },
      events: { A: [2, 2], B: [2, 0] },
    });
    const none = { A: [0, 0], B: [0, 0] };
    expect(seen('2026-02-02', '2026-02-28')).toEqual({ sizes: { A: 2, B: 1 }, known: 3 / 4, ties: none, events: none });
  });

  it('has people in a department they left only where they had a tie from it in the window', async () => {
    await open(
      [
        ['ana', 'A', 'internal', null, '2026-03-01'],
        ['ana', 'B', 'internal', '2026-03-01', '2026-06-01'],
        ['ana', 'A', 'internal', '2026-06-01', null],
        ['bob', 'B', 'internal', null, null],
        ['cy', 'B', 'internal', null, '2026-04-01'],
        ['cy', 'B', 'external', '2026-04-01', null],
      ],
      [
        ['2026-02-10', 'ana', 'bob'],
        ['2026-03-10', 'ana', 'bob'],
        ['2026-03-11', 'cy', 'bob'],
        ['2026-04-10', 'cy', 'bob'],
        ['2026-07-10', 'ana', 'bob'],
      ],
    );
    const all = (begin: string, end: string) => {
      const { ties, events, ...people } = seen(begin, end);
      expect(ties).toEqual(events);
      return { ...people, ties };
    };
    expect(all('2026-02-01', '2026-03-01')).toEqual({
      sizes: { A: 1, B: 2 },
      known: 1,
      ties: { A: [1, 0], B: [1, 0] },
    });
    expect(all('2026-02-01', '2026-04-01')).toEqual({
      sizes: { A: 1, B: 3 },
      known: 1,
      ties: { A: [1, 0], B: [1, 4] },
    });
    // Cy is outside from April on, and is still somebody of B for March.
    expect(all('2026-03-01', '2026-05-01')).toEqual({ sizes: { B: 3 }, known: 1, ties: { A: [0, 0], B: [0, 4] } });
    expect(all('2026-04-01', '2026-05-01')).toEqual({ sizes: { B: 2 }, known: 1, ties: { A: [0, 0], B: [0, 0] } });
    // Back in A, Ana is the one she was in February.
    const { sizes, ties, events } = seen('2026-02-01', '2026-08-01');
    expect(sizes).toEqual({ A: 1, B: 3 });
    expect(ties).toEqual({ A: [1, 0], B: [1, 4] });
    expect(events).toEqual({ A: [2, 0], B: [2, 4] });
  });

  it.each([
    ['alike', null],
    ['each of their own weight', 0.5],
  ])('gives each window what the whole log and a graph of it give, events %s', (_, step) => {
    const nodes = 12;
    const draw = random(9);
    const pairs = Array.from({ length: 400 }, () => [draw.below(nodes), draw.below(nodes), draw.below(300)] as const)
      .filter(([a, b]) => a < b)
      .toSorted(([a, b], [c, d]) => a - c || b - d);
    const whole: TieLog = {
      people: nodes,
      departments: ['A', 'B', 'C'],
      staysOf: Uint32Array.from({ length: nodes + 1 }, (_, v) => v),
      since: new Int32Array(nodes),
      department: Int32Array.from({ length: nodes }, (_, v) => v % 3),
      isExternal: new Uint8Array(nodes),
      nodeOf: Int32Array.from({ length: nodes }, (_, v) => v),
      nodes: Int32Array.from({ length: nodes }, (_, v) => v % 3),
      low: Uint32Array.from(pairs, ([a]) => a),
      high: Uint32Array.from(pairs, ([, b]) => b),
      day: Int32Array.from(pairs, ([, , day]) => day),
      weight: step === null ? null : Float64Array.from(pairs, (_, e) => 1 + step * (e % 4)),
    };
    const windows = Array.from({ length: 14 }, (_, w) => ({ begin: 15 * w, end: 15 * w + 40 }));
    const logOf = logOfWindows(whole, windows);
    // Some are in no group.
    const groups = { of: Int32Array.from({ length: nodes }, (_, v) => (v % 5 === 4 ? -1 : v % 3)), count: 3 };
    for (const [at, { begin, end }] of windows.entries()) {
      const inside = [...whole.day.keys()].filter((e) => (whole.day[e] ?? 0) >= begin && (whole.day[e] ?? 0) < end);
      const [from, to] = [whole.low, whole.high].map((ends) => Uint32Array.from(inside, (e) => ends[e] ?? 0));
      const weight = Float64Array.from(inside, (e) => whole.weight?.[e] ?? 1);
      const graph = undirected(buildDirected(nodes, from ?? new Uint32Array(), to ?? new Uint32Array(), weight), 'sum');
      expect(inside.length).toBeGreaterThan(10);
      const byGroup = endsByGroup(groupedEnds(graph, groups), groups);
      for (const [isOnce, ties] of [
        [true, groupedEnds(binary(graph), groups)],
        [false, groupedEnds(graph, groups)],
      ] as const) {
        const found = endsInWindow(logOf(at), begin, end, groups, isOnce);
        expect(found).toEqual(endsInWindow(whole, begin, end, groups, isOnce));
        expect(found).toEqual({ ties, byGroup });
      }
    }
    expect(logOf(0).day.length).toBeLessThan(whole.day.length);
  });
});
