import { describe, expect, it } from 'vitest';
import oracle from '../../fixtures/oracle/serendipity.json' with { type: 'json' };
import { type CommunitySpells, type ExchangeLog, newTies } from '../../server/models/new-ties.ts';

const names = Object.keys(oracle.departments);
const groups = Object.values(oracle.departments);
const groupOf = (who: string) => groups.indexOf(groups[names.indexOf(who)] ?? '');
const nowhere: CommunitySpells = {
  person: new Int32Array(),
  community: new Int32Array(),
  since: new Float64Array(),
  until: new Float64Array(),
};
const rules = { memory: 180, again: 90, first: 0, end: 1000 };

type Exchange = readonly [from: string, to: string, day: number];

function logOf(exchanges: readonly Exchange[]): ExchangeLog {
  const inOrder = [...exchanges].sort((a, b) => a[2] - b[2]);
  const numbers = (value: (exchange: Exchange) => number) => Int32Array.from(inOrder, value);
  return {
    people: names.length,
    from: numbers(([from]) => names.indexOf(from)),
    to: numbers(([, to]) => names.indexOf(to)),
    day: numbers(([, , day]) => day),
    at: Float64Array.from(inOrder, ([, , day]) => day),
    community: numbers(() => 0),
    fromGroup: numbers(([from]) => groupOf(from)),
    toGroup: numbers(([, to]) => groupOf(to)),
  };
}

/** The reference's ties of before, both ways, before anything can be new; its new ties a hundred days later. */
const before = oracle.prior_edges.flatMap(([a = '', b = '']): Exchange[] => [
  [a, b, 100],
  [b, a, 101],
]);
const fresh = oracle.new_ties.map(([a = '', b = '']): Exchange => [a, b, 200]);

describe('new ties', () => {
  it('are left to chance as the reference says', () => {
    const log = logOf([...before, ...fresh]);
    const { ties: found } = newTies(log, nowhere, rules);
    expect(
      found.map(({ exchange: e, crosses, far, shared }) => [
        names[log.from[e] ?? -1],
        names[log.to[e] ?? -1],
        crosses,
        crosses && far && !shared,
      ]),
    ).toEqual(
      oracle['rows_[u,v,prior_distance,cross_department,serendipitous]'].map(([u, v, , crosses, chance]) => [
        u,
        v,
        crosses,
        chance,
      ]),
    );
  });

  it('are far again once what connected the two is too old, or went one way only', () => {
    const farAt = (day: number, exchanges: readonly Exchange[]) =>
      newTies(logOf([...exchanges, ['a', 'c', day]]), nowhere, rules).ties.at(-1)?.far;
    expect(farAt(280, before)).toBe(false);
    expect(farAt(281, before)).toBe(true);
    expect(
      farAt(
        280,
        before.filter(([, , day]) => day === 100),
      ),
    ).toBe(true);
  });

  it('are prepared by a community in common on that day, unless it is the one where they arise', () => {
    const sharedIn = (community: number, until: number) =>
      newTies(
        logOf([['a', 'x', 200]]),
        {
          person: Int32Array.of(names.indexOf('a'), names.indexOf('x')),
          community: Int32Array.of(community, community),
          since: Float64Array.of(0, 200),
          until: Float64Array.of(1000, until),
        },
        rules,
      ).ties[0]?.shared;
    expect([sharedIn(1, 201), sharedIn(1, 200), sharedIn(0, 201)]).toEqual([true, false, false]);
  });

  it('are looked at evenly over time when there are many, and where they are asked for', () => {
    const log = logOf([
      ['a', 'x', 200],
      ['a', 'y', 201],
      ['x', 'a', 202],
      ['x', 'y', 203],
      ['b', 'x', 204],
    ]);
    const of = (asked: (e: number) => boolean, most: number) => {
      const { ties, found } = newTies(log, nowhere, rules, asked, most);
      return [ties.map(({ exchange }) => exchange), found];
    };
    expect(of(() => true, 9)).toEqual([[0, 1, 3, 4], 4]);
    expect(of(() => true, 2)).toEqual([[0, 3], 4]);
    expect(of((e) => e !== 1, 9)).toEqual([[0, 3, 4], 3]);
  });

  it('last when they are taken up again within ninety days, and nobody can tell of the newest', () => {
    const keptWith = (again: readonly Exchange[], end: number) =>
      newTies(logOf([['a', 'x', 200], ...again]), nowhere, { ...rules, end }).ties[0]?.kept;
    expect(keptWith([['x', 'a', 290]], 1000)).toBe(true);
    expect(keptWith([['x', 'a', 291]], 1000)).toBe(false);
    expect(keptWith([], 291)).toBe(false);
    expect(keptWith([], 290)).toBeNull();
  });
});
