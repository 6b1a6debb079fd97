import { describe, expect, it } from 'vitest';
import oracle from '../../fixtures/oracle/serendipity.json' with { type: 'json' };
import type { ExchangeLog } from '../../server/models/exchange-log.ts';
import { newTies } from '../../server/models/new-ties.ts';

const names = Object.keys(oracle.departments);
const groups = Object.values(oracle.departments);
const groupOf = (who: string) => groups.indexOf(groups[names.indexOf(who)] ?? '');
const nowhere = () => false;
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
    groupOn: (person) => groupOf(names[person] ?? ''),
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

  it('are prepared by a community in common on that day, apart from the one where they arise', () => {
    const log = logOf([['a', 'x', 200]]);
    const asked: unknown[] = [];
    const sharedWhen = (answer: boolean) =>
      newTies(
        log,
        (...question) => {
          asked.push(question);
          return answer;
        },
        rules,
      ).ties[0]?.shared;
    expect([sharedWhen(true), sharedWhen(false)]).toEqual([true, false]);
    expect(asked[0]).toEqual([names.indexOf('a'), names.indexOf('x'), 200, 0]);
  });

  it('are between people whose group is known on that day', () => {
    const moved: ExchangeLog = {
      ...logOf([
        ['a', 'x', 200],
        ['a', 'y', 300],
      ]),
      groupOn: (_, day) => (day < 250 ? -1 : 0),
    };
    expect(newTies(moved, nowhere, rules).ties.map(({ exchange, crosses }) => [exchange, crosses])).toEqual([
      [1, false],
    ]);
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
