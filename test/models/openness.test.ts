import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opennessOfAll, opennessWithout } from '../../server/models/openness.ts';
import {
  everyWeekOnce,
  exchangeOn,
  type WrittenEvidence,
  writtenEvidence,
} from '../../server/models/written-exchange.ts';

/** Everyone of a pair wrote to the other once, with the weight given. */
function twoWay(people: number, ties: readonly (readonly [number, number, number?])[]): WrittenEvidence {
  const lines = ties
    .flatMap(([a, b, weight = 1]) => [[a, b, weight] as const, [b, a, weight] as const])
    .sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  const column = (k: 0 | 1 | 2) => lines.map((line) => line[k]);
  const ones = lines.map(() => 1);
  return writtenEvidence(
    people,
    1,
    column(0),
    column(1),
    lines.map(() => 0),
    column(2),
    ones,
  );
}
const openness = (evidence: WrittenEvidence) => opennessOfAll(exchangeOn(evidence, everyWeekOnce(1)));

describe('openness', () => {
  it('of the centre of a star is 1, shrunk for the number of partners', () => {
    expect(
      openness(
        twoWay(
          6,
          [1, 2, 3, 4, 5].map((leaf) => [0, leaf] as const),
        ),
      )[0],
    ).toBeCloseTo(5 / 10, 12);
  });

  it('of a closed ring is 0: everyone exchanges with everyone', () => {
    const ties = [0, 1, 2, 3, 4].flatMap((a) => [0, 1, 2, 3, 4].filter((b) => b > a).map((b) => [a, b] as const));
    expect([...openness(twoWay(5, ties))]).toEqual([0, 0, 0, 0, 0]);
  });

  it('of a ring without a single triangle is 0 too: all partners of each have the same other partners', () => {
    const ties = [0, 1, 2, 3].flatMap((a) => [4, 5, 6, 7].map((b) => [a, b] as const));
    for (const value of openness(twoWay(8, ties))) expect(value).toBeCloseTo(0, 12);
  });

  it('weighs pairs of partners by how much they write', () => {
    // Partners 1 and 2 exchange; 3 stands apart. Redundancy = w1 w2 / (w1 w2 + w1 w3 + w2 w3), w = ln(1 + W).
    const [w1, w2, w3] = [Math.log(3), Math.log(2), Math.log(5)];
    const value = openness(
      twoWay(4, [
        [0, 1, 2],
        [0, 2, 1],
        [0, 3, 4],
        [1, 2, 1],
      ]),
    )[0];
    expect(value).toBeCloseTo((1 - (w1 * w2) / (w1 * w2 + w1 * w3 + w2 * w3)) * (3 / 8), 12);
  });

  it('takes the cosine of the other partners of two who do not exchange', () => {
    // Of 0's partners, 1 also has {3, 4} and 2 has {3}: 1 / sqrt(2 · 1).
    const value = openness(
      twoWay(5, [
        [0, 1],
        [0, 2],
        [1, 3],
        [1, 4],
        [2, 3],
      ]),
    )[0];
    expect(value).toBeCloseTo((1 - 1 / Math.sqrt(2)) * (2 / 7), 12);
  });

  it('is 0 with fewer than two partners', () => {
    expect([...openness(twoWay(3, [[0, 1]]))]).toEqual([0, 0, 0]);
  });

  it('of everyone at once equals the openness of each, pair by pair', () => {
    const tie = fc.tuple(fc.nat(11), fc.nat(11), fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(fc.array(tie, { maxLength: 40 }), (drawn) => {
        const known = new Map(drawn.filter(([a, b]) => a < b).map(([a, b, weight]) => [a * 12 + b, weight]));
        const evidence = twoWay(
          12,
          [...known].map(([pair, weight]) => [Math.floor(pair / 12), pair % 12, weight] as const),
        );
        const exchange = exchangeOn(evidence, everyWeekOnce(1));
        const without = opennessWithout(exchange);
        opennessOfAll(exchange).forEach((value, person) => {
          expect(value).toBeCloseTo(without(person, -1), 9);
        });
      }),
    );
  });
});
