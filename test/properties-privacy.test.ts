import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import suppression from '../fixtures/oracle/suppression-example.json' with { type: 'json' };
import { complementarySuppression, minimumGroupSize } from '../server/privacy.ts';

/**
 * Whether a row is a sum of multiples of the published ones, all over the same departments: Gaussian elimination over
 * fractions, which are whole numbers here, since each published row is one department or all of them.
 */
function canBeWorkedOut(published: readonly (readonly number[])[], wanted: readonly number[]): boolean {
  const rank = (rows: readonly (readonly number[])[]): number => {
    const left = rows.map((row) => [...row]);
    let found = 0;
    for (let column = 0; column < wanted.length; column++) {
      const pivot = left.findIndex((row, at) => at >= found && Math.abs(row[column] ?? 0) > 1e-9);
      const [row] = pivot === -1 ? [] : left.splice(pivot, 1);
      if (row === undefined) continue;
      left.splice(found, 0, row);
      for (const other of left) {
        if (other === row) continue;
        const factor = (other[column] ?? 0) / (row[column] ?? 1);
        other.forEach((value, at) => (other[at] = value - factor * (row[at] ?? 0)));
      }
      found++;
    }
    return found;
  };
  return rank([...published, wanted]) === rank(published);
}

const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 60 })), {
  minLength: 1,
  maxLength: 9,
});

it('leaves no small department, nor a small union of departments, to be worked out from the total and the rest', () => {
  expect(minimumGroupSize).toBe(suppression.k);
  expect(Object.values(suppression.table).reduce((sum, { n }) => sum + n, 0)).toBe(suppression.total.n);
  fc.assert(
    fc.property(sizes, (people) => {
      const hidden = complementarySuppression(people.map((size, at) => ({ key: String(at), people: size })));
      const isHidden = people.map((_, at) => hidden.has(String(at)));
      const only = (at: number): number[] => people.map((_, other) => Number(other === at));
      const published = [people.map(() => 1), ...people.flatMap((_, at) => (isHidden[at] ? [] : [only(at)]))];
      people.forEach((size, at) => {
        if (size < minimumGroupSize) expect(isHidden[at]).toBe(true);
        // A lone department is the total itself, which is shown or not as a whole.
        if (isHidden[at] && people.length > 1) expect(canBeWorkedOut(published, only(at))).toBe(false);
      });
      const mass = people.reduce((sum, size, at) => sum + (isHidden[at] ? size : 0), 0);
      const all = people.reduce((sum, size) => sum + size, 0);
      if (hidden.size > 0 && all >= minimumGroupSize) expect(mass).toBeGreaterThanOrEqual(minimumGroupSize);
      // What needs no hiding is shown.
      if (people.every((size) => size >= minimumGroupSize)) expect(hidden.size).toBe(0);
    }),
    { numRuns: 300 },
  );
});

it('would work a lone hidden department out, if there were one', () => {
  const published = [
    [1, 1, 1],
    [1, 0, 0],
    [0, 0, 1],
  ];
  expect(canBeWorkedOut(published, [0, 1, 0])).toBe(true);
  expect(canBeWorkedOut(published.slice(0, 2), [0, 1, 0])).toBe(false);
});
