import { describe, expect, it } from 'vitest';
import { greedyCoverage } from '../../server/models/greedy-coverage.ts';

describe('greedy coverage', () => {
  it('takes who adds most, then the next, and stops when nobody adds anything', () => {
    expect(
      greedyCoverage([
        { id: 'c', covers: ['1', '2'] },
        { id: 'a', covers: ['3', '4', '5'] },
        { id: 'b', covers: ['1', '3', '4'] },
        { id: 'd', covers: ['5'] },
      ]),
    ).toEqual([
      { id: 'a', adds: ['3', '4', '5'] },
      { id: 'c', adds: ['1', '2'] },
    ]);
  });

  it('prefers the smaller id of equals, and gives nobody for nothing', () => {
    expect(
      greedyCoverage([
        { id: 'z', covers: ['1'] },
        { id: 'y', covers: ['1'] },
      ]),
    ).toEqual([{ id: 'y', adds: ['1'] }]);
    expect(greedyCoverage([{ id: 'z', covers: [] }])).toEqual([]);
  });
});
