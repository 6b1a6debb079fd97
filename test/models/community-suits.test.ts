import { describe, expect, it } from 'vitest';
import { communitySuits } from '../../server/models/community-suits.ts';

// Person 0 exchanges with 1 and 2; 0, 3 and 4 are of one department, the others of another; nobody knows that of 6.
const surroundings = {
  partnerOffsets: Uint32Array.of(0, 2, 3, 4, 4, 4, 4, 4),
  partners: Uint32Array.of(1, 2, 0, 0),
  departmentOf: Int32Array.of(0, 1, 1, 0, 0, 1, -1),
  writers: [
    [1, 2, 3, 5], // both partners, one colleague
    [3, 4], // two colleagues
    [5, 6], // nobody known
    [0, 1, 2], // written in already
    [1, 5, 6, 2, 3, 4], // everybody else
  ],
};

describe('communities that would suit somebody', () => {
  it('are the nearest by partners and colleagues, and not the largest', () => {
    const found = communitySuits(surroundings, 3)(0);
    expect(found.map(({ community, contacts, colleagues }) => [community, contacts, colleagues])).toEqual([
      [4, 2, 2],
      [0, 2, 1],
      [1, 0, 2],
    ]);
    const [all, mixed, colleagues] = found;
    expect(all?.nearness).toBeCloseTo(2 / Math.sqrt(2 * 6) + 2 / Math.sqrt(3 * 6), 12);
    expect(mixed?.nearness).toBeCloseTo(2 / Math.sqrt(2 * 4) + 1 / Math.sqrt(3 * 4), 12);
    expect(colleagues?.nearness).toBeCloseTo(2 / Math.sqrt(3 * 2), 12);
    expect(communitySuits(surroundings, 1)(0)).toHaveLength(1);
  });

  it('are none for who exchanges with nobody and is of no known department', () => {
    expect(communitySuits(surroundings, 3)(6)).toEqual([]);
  });
});
