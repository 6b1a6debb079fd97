import { describe, expect, it } from 'vitest';
import { ascendingOrder } from '../../server/graph/ascending-order.ts';
import { kendallTau } from '../../server/graph/kendall-tau.ts';
import { random } from '../../server/graph/random.ts';

const draw = random(1966);

/** Few and many, whole and broken numbers, both signs, ties, and the ends of the floats. */
const lists: Record<string, number[]> = {
  few: Array.from({ length: 60 }, () => draw.below(12) - 6),
  whole: Array.from({ length: 3000 }, () => draw.below(400) - 200),
  broken: Array.from({ length: 3000 }, () => (draw.next() - 0.5) * 10 ** draw.below(30)),
  odd: Array.from({ length: 3000 }, () => [0, -0, Infinity, -Infinity, 5e-324, -5e-324, 1e308][draw.below(7)] ?? 0),
};

describe.each(Object.entries(lists))('the order of %s values', (_name, values) => {
  it('is that of comparing them, equal ones as they stand', () => {
    const expected = values.map((value, at) => ({ value, at }));
    expected.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : a.at - b.at));
    expect([...ascendingOrder(values)]).toEqual(expected.map(({ at }) => at));
  });

  it('keeps equal ones in the order that they are given in', () => {
    const backwards = Uint32Array.from(values.keys()).reverse();
    const order = ascendingOrder(values, backwards);
    order.forEach((at, k) => {
      const before = order[k - 1];
      if (before === undefined) return;
      const [a = 0, b = 0] = [values[before], values[at]];
      if (!(a < b || (a === b && before > at))) throw new Error(`${before} before ${at}`);
    });
    expect([...backwards]).toEqual([...values.keys()].reverse());
  });
});

describe("Kendall's tau-b by merging", () => {
  it.each([
    ['many ties', 8],
    ['few ties', 500],
  ])('is that of every pair counted, with %s', (_name, different) => {
    for (const n of [2, 3, 50, 400]) {
      const [a, b] = [0, 1].map(() => Array.from({ length: n }, () => draw.below(different)));
      expect(kendallTau(a ?? [], b ?? [])).toEqual(byPairs(a ?? [], b ?? []));
    }
  });

  function byPairs(a: readonly number[], b: readonly number[]): number | null {
    let [agreement, inA, inB] = [0, 0, 0];
    for (const [i, x] of a.entries()) {
      for (let j = 0; j < i; j++) {
        const s = Math.sign(x - (a[j] ?? 0));
        const t = Math.sign((b[i] ?? 0) - (b[j] ?? 0));
        agreement += s * t;
        inA += Math.abs(s);
        inB += Math.abs(t);
      }
    }
    return inA === 0 || inB === 0 ? null : agreement / Math.sqrt(inA * inB);
  }
});
