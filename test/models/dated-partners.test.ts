import { expect, it } from 'vitest';
import { datedExchanges, noneMoved, pairOf, partnerDepartments } from '../../server/models/dated-partners.ts';

/** The parts of the departments of a partner of person 0 among 4 people. */
function partsOf(partner: number, counts: readonly number[], moved = exchanges): Record<number, number> {
  const parts: Record<number, number> = {};
  const departments = { departmentOf: Int32Array.of(0, 1, -1, 2), departments: 3, moved };
  partnerDepartments(departments, 4, Uint8Array.from(counts), (department, part) => {
    parts[department] = (parts[department] ?? 0) + part;
  })(0, partner);
  return parts;
}

// Person 3 was in department 0 in week 0, unknown in week 1, and in department 2 from then on.
const pair = pairOf(4, 0, 3);
const exchanges = datedExchanges([pair, pair, pair], [0, 1, 1], [0, -1, 2], [1, 0.5, 1.5]);

it('shares out what was exchanged with someone who moved', () => {
  expect(partsOf(3, [1, 1])).toEqual({ 0: 1 / 3, 2: 1.5 / 3 });
  expect(partsOf(3, [2, 1])).toEqual({ 0: 2 / 4, 2: 1.5 / 4 });
  expect(partsOf(3, [0, 1])).toEqual({ 2: 1.5 / 2 });
});

it('takes the department of who did not move, and none of who has none', () => {
  expect(partsOf(1, [1, 1])).toEqual({ 1: 1 });
  expect(partsOf(2, [1, 1])).toEqual({});
  expect(partsOf(3, [1, 1], noneMoved())).toEqual({ 2: 1 });
});
