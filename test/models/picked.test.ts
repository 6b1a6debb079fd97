import { expect, it } from 'vitest';
import { picked, positionsWhere } from '../../server/models/picked.ts';

it('finds the positions of some entries, and picks them', () => {
  const column = [5, 8, 2, 9, 4];
  const large = positionsWhere(column.length, (k) => (column[k] ?? 0) > 4);
  expect([...large]).toEqual([0, 1, 3]);
  expect(picked(new Float64Array(3), column, large)).toEqual(Float64Array.of(5, 8, 9));
  expect(picked(new Uint8Array(2), column, Uint32Array.of(4, 0))).toEqual(Uint8Array.of(4, 5));
});
