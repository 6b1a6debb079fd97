import { afterEach, describe, expect, it } from 'vitest';
import intervals from '../../fixtures/oracle/intervals.json' with { type: 'json' };
import { answer } from '../../server/answer.ts';
import type { Row } from '../../server/contract/results.ts';
import { departmentTies } from '../../server/metrics/department-ties.ts';
import { readGraph } from '../graph/oracle.ts';
import { expectValue, type NamedNetwork, openOracle, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

const cell = (rows: readonly Row[], from: string, to: string) =>
  rows.find((row) => row.from === from && row.to === to) ?? {};

describe('ties between departments', () => {
  it.each([
    ['zachary-karate', 'club'],
    ['barbell-4-4', 'side'],
  ])('equals the reference ratios of %s', async (name, attribute) => {
    network = await openOracle(name);
    const partition = readGraph(name).metrics.partition?.[attribute];
    const { rows } = await network.ask(departmentTies);
    const groups = partition?.groups ?? [];
    expect(rows).toHaveLength(groups.length ** 2);
    groups.forEach((from, a) =>
      groups.forEach((to, b) => {
        const ends = partition?.mixing_matrix_sum2m[a]?.[b] ?? 0;
        expectValue(cell(rows, from, to).value, partition?.OE_ratio_chung_lu[a]?.[b]);
        expect(cell(rows, from, to).observed).toBe(a === b ? ends / 2 : ends);
      }),
    );
  });

  it('counts distinct pairs whatever the weights, and gives the interval of a count', async () => {
    // Two departments of 5 in two full circles of exchange: 10 ties inside each, and 10 between.
    const members = (letter: string) => [0, 1, 2, 3, 4].map((i) => `${letter}${i}`);
    const inside = (people: string[]) =>
      people.flatMap((a, i) => people.slice(i + 1).map((b) => [a, b, 7] as [string, string, number]));
    const across = members('s').flatMap((s, i) =>
      [0, 1].map((step) => [s, `t${(i + step) % 5}`, 3] as [string, string, number]),
    );
    network = await openTies([...inside(members('s')), ...inside(members('t')), ...across], {
      departments: Object.fromEntries(['s', 't'].flatMap((letter) => members(letter).map((who) => [who, letter]))),
    });
    const { rows } = await network.ask(departmentTies, { ties: 'counts' });
    const pair = cell(rows, 's', 't');
    // Each department has 30 of the 60 tie ends: 30 × 30 / 60 = 15 expected between them, 7.5 within each.
    expect(pair).toMatchObject({ observed: 10, expected: 15, from_people: 5, to_people: 5, verdict: 'as_expected' });
    const [, [low, high]] = intervals.garwood95_poisson.find(([events]) => events === 10) as [number, [number, number]];
    expectValue(pair.lower, low / 15);
    expectValue(pair.upper, high / 15);
    expect(cell(rows, 's', 's')).toMatchObject({ observed: 10, expected: 7.5, verdict: null });
    // By exchanges: 70 inside each department and 30 between, so 170 of the 340 ends each: 170 × 170 / 340 = 85 expected.
    expect(pair).toMatchObject({ events: 30, events_expected: 85, events_ratio: 30 / 85 });
    expect(cell(rows, 's', 's')).toMatchObject({ events: 70, events_expected: 42.5, events_ratio: 70 / 42.5 });
    expect(cell(rows, 't', 's')).toMatchObject({ value: pair.value, verdict: pair.verdict });
  });

  it('gives the interval of exchanges from draws of people, which cannot move two departments that only have each other', async () => {
    const letters = ['s', 't'].flatMap((letter) => [0, 1, 2, 3].map((i) => [`${letter}${i}`, letter] as const));
    const departments = Object.fromEntries(letters);
    // Everybody of one exchanges with everybody of the other: only in 1 draw of 128 are all eight people of one department.
    const pairs = [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].map((j) => [`s${i}`, `t${j}`, 1 + 3 * i + j] as const));
    network = await openTies(pairs, { departments });
    const { rows } = await network.ask(departmentTies);
    // Whoever is drawn, each department has half of the ends and all are between the two: twice what is expected.
    expect(cell(rows, 's', 't')).toMatchObject({ events_ratio: 2, events_lower: 2, events_upper: 2 });
    expect(cell(rows, 's', 's')).toMatchObject({ events: 0, events_ratio: 0, events_lower: 0, events_upper: 0 });
  });

  it('calls karate’s two clubs a silo, the only pair being judged', async () => {
    network = await openOracle('zachary-karate');
    const { rows } = await network.ask(departmentTies);
    expect(cell(rows, 'Mr. Hi', 'Officer').verdict).toBe('silo');
  });

  it('judges no pair with fewer than five active people on a side', async () => {
    network = await openOracle('barbell-4-4');
    const { rows } = await network.ask(departmentTies);
    expect(rows.map((row) => row.verdict)).toEqual([null, null, null, null]);
  });

  it('hides the figures of departments under five people from everyone but the data’s steward', async () => {
    network = await openOracle('barbell-4-4');
    const { rows, meta } = await answer(
      departmentTies,
      network.snapshot,
      {},
      { identities: null, unsuppressed: false },
    );
    expect(meta.suppressed).toBe(4);
    for (const row of rows) {
      expect([row.value, row.observed, row.expected, row.lower, row.upper]).toEqual([null, null, null, null, null]);
    }
  });

  it('shows the pairs of one department when asked', async () => {
    network = await openOracle('toy-rse-directed');
    const { rows } = await network.ask(departmentTies, { department: 'A' });
    expect(rows.map(({ from, to }) => `${from}${to}`)).toEqual(['AA', 'AB', 'AC', 'AD', 'BA', 'CA', 'DA']);
    // D is one person without ties: nothing is expected of it.
    expect(cell(rows, 'A', 'D')).toMatchObject({ observed: 0, expected: 0, value: null, lower: null, upper: null });
  });
});
