import { beforeAll, describe, expect, it } from 'vitest';
import type { Result, Row } from '../../server/contract/results.ts';
import { bridging } from '../../server/scores/bridging.ts';
import { byName, expectValue, type NamedNetwork, openFiles, openNamed, openTies } from '../support/named-network.ts';

// All ties are equal, so that the shares can be counted by hand.
// North n1 … n5, South s1 … s5, East e1 … e5. Two-way: n1 with s1, s2, s3, s4; n2 with s1; n1 with e1; inside each
// department everyone with everyone. One-way: n3 to s3.
const inside = (names: readonly string[]): [string, string][] =>
  names.flatMap((one) => names.flatMap((other): [string, string][] => (one === other ? [] : [[one, other]])));
const both = (one: string, other: string): [string, string][] => [
  [one, other],
  [other, one],
];
const north = ['n1', 'n2', 'n3', 'n4', 'n5'];
const south = ['s1', 's2', 's3', 's4', 's5'];
const east = ['e1', 'e2', 'e3', 'e4', 'e5'];
const departments = Object.fromEntries([
  ...north.map((name) => [name, 'North']),
  ...south.map((name) => [name, 'South']),
  ...east.map((name) => [name, 'East']),
]);
const edges: [string, string][] = [
  ...inside(north),
  ...inside(south),
  ...inside(east),
  ...south.slice(0, 4).flatMap((name) => both('n1', name)),
  ...both('n2', 's1'),
  ...both('n1', 'e1'),
  ['n3', 's3'],
];

describe('one person holds a link', () => {
  let world: NamedNetwork;
  let result: Result;
  let rows: Map<string, Row>;
  beforeAll(async () => {
    world = await openTies(edges, { departments });
    result = await world.ask(bridging);
    rows = byName(result);
  });

  it('counts two-way partners outside and the departments reached', () => {
    expect(rows.get('n1')).toMatchObject({ two_way_partners_outside: 5, departments_reached: 2, tier: 'A' });
  });

  it('gives the link, the share carried and how few people hold half of it', () => {
    // North–South has five two-way ties of equal strength, four of them n1's; one person touches over half.
    // East–North has one tie only: too few to be a link.
    expect(rows.get('n1')?.top_pair).toBe('North – South');
    expectValue(rows.get('n1')?.carried_share, 4 / 5, 'n1');
    expect(rows.get('n1')?.pair_absence_factor).toBe(1);
  });

  // Burt's constraint, each tie of a person 1 ÷ their ties. The sums are over those tied to both: for n1 (9 ties) n2
  // adds 3/4 + 1/6, n3 … n5 1/5 + 2/4 each, s1 4/5, s2 … s4 1/6 + 2/5 each, e1 nothing; for s1 (6 ties) s2 … s4 add
  // 2/5 + 1/4 + 1/9 each, s5 3/5, n1 4/5, n2 1/9. Spread of n1: four partners in South, one in East.
  const constraint = {
    n1: ((23 / 12) ** 2 + 3 * 1.7 ** 2 + 1.8 ** 2 + 3 * (47 / 30) ** 2 + 1) / 81,
    s1: (3 * (317 / 180) ** 2 + 1.6 ** 2 + 1.8 ** 2 + (10 / 9) ** 2) / 36,
  };
  it.each([
    [
      'n1',
      {
        brokerage: 1 - constraint.n1,
        outside: 5 / 14,
        spread: Math.exp(-0.8 * Math.log(0.8) - 0.2 * Math.log(0.2)),
        carried: 4 / 5,
      },
    ],
    ['s1', { brokerage: 1 - constraint.s1, outside: 2 / 11, spread: 1, carried: 2 / 5 }],
  ] as const)('gives the raw parts of %s', (name, raw) => {
    for (const [id, value] of Object.entries(raw)) expectValue(rows.get(name)?.[`${id}_raw`], value, `${name} ${id}`);
  });

  // Rank − 0.5 from the lowest of fifteen: n1 is first and s1 second on each part, but for the one department that s1
  // reaches like n2, s2 … s4 and e1, above eight who reach none: the mean of the ranks 9 to 14.
  it.each([
    ['n1', [14.5, 14.5, 14.5, 14.5]],
    ['s1', [13.5, 13.5, 11, 13.5]],
  ] as const)('ranks the parts of %s among the fifteen', (name, places) => {
    const ids = ['brokerage', 'outside', 'spread', 'carried'];
    ids.forEach((id, k) => expectValue(rows.get(name)?.[id], (places[k] ?? 0) / 15, `${name} ${id}`));
    const score = [0.3, 0.25, 0.2, 0.25].reduce((product, weight, k) => product * ((places[k] ?? 0) / 15) ** weight, 1);
    expectValue(rows.get(name)?.value, score, name);
  });

  it('is no bridge who only writes, unanswered', () => expect(rows.has('n3')).toBe(false));

  it('says that the tiers of undated data are by position', () => {
    expect(result.meta.warnings.map(({ en }) => en)).toEqual([
      'Undated data: tiers follow the position alone, without resampling of the weeks.',
    ]);
  });

  it('says why and asks to double the link', () => {
    expect(bridging.reasons(rows.get('n1') ?? {}).map(({ en }) => en)).toContain(
      'Carries 80 % of the exchanges North – South',
    );
    expect(bridging.action(rows.get('n1') ?? {})?.en).toContain('hangs on this person alone');
  });

  it('adds up: the log contributions make the score', () => {
    for (const row of rows.values()) {
      const sum = bridging.parts.reduce((total, { id }) => total + Number(row[`${id}_contribution`]), 0);
      expect(Math.abs(sum - Math.log(Number(row.value) / 0.5))).toBeLessThan(1e-12);
    }
  });
});

describe('a broker between two regions', () => {
  // Gil is the only one whose partners stand in two other departments; everyone else has him as sole partner outside.
  it('stands out, though he carries no link of five ties or more', async () => {
    const world = await openNamed(['fixtures/worlds/broker']);
    const result = await world.ask(bridging);
    const highest = [...result.rows].sort((a, b) => Number(b.value) - Number(a.value))[0];
    expect(highest?.native_id).toBe('g');
    expect(byName(result).get('g')).toMatchObject({
      two_way_partners_outside: 4,
      departments_reached: 2,
      top_pair: null,
    });
  });
});

describe('what the data can’t tell', () => {
  it('needs departments', async () => {
    const world = await openTies([
      ['a', 'b'],
      ['b', 'a'],
    ]);
    expect((await world.ask(bridging)).reason?.code).toBe('no_departments');
  });

  it('says so when nobody answers anybody', async () => {
    const world = await openTies(
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      { departments: { a: 'X', b: 'Y', c: 'X', d: 'Y' } },
    );
    expect((await world.ask(bridging)).reason?.code).toBe('no_ties');
  });

  it('says that what was said before a move counts for the last department', async () => {
    const line = (day: number, from: string, to: string) =>
      `m${day},reply,2026-03-0${day}T09:00:00Z,${from},${to},c,t${day}`;
    const world = await openFiles({
      'people.csv': 'person_id,department,valid_from,valid_to\na,X,,2026-03-04\na,Z,2026-03-04,\nb,Y,,\n',
      'events.csv': `event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id\n${[line(2, 'a', 'b'), line(3, 'b', 'a'), line(6, 'a', 'b')].join('\n')}\n`,
    });
    const { rows, meta } = await world.ask(bridging);
    expect(rows).toHaveLength(2);
    expect(meta.warnings[0]?.en).toBe(
      'Some people changed department during these days: their exchanges count here for the last one.',
    );
  });

  it('never makes a bridge of reactions', async () => {
    const line = (k: number, from: string, to: string) =>
      `r${k},reaction,2026-03-0${k}T09:00:00Z,${from},${to},c,t${k}`;
    const world = await openFiles({
      'people.csv': 'person_id,department\na,X\nb,Y\n',
      'events.csv': `event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id\n${[line(1, 'a', 'b'), line(2, 'b', 'a')].join('\n')}\n`,
    });
    expect((await world.ask(bridging)).reason?.code).toBe('no_ties');
  });
});
