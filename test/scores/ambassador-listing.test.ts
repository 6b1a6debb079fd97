import { describe, expect, it } from 'vitest';
import { mostStable, notAllListed } from '../../server/scores/ambassador-listing.ts';

const positions = (count: number): number[] => Array.from({ length: count }, (_, position) => position);

describe('who is listed', () => {
  it('is everyone up to a thousand people, in the order given', () => {
    const scores = { stability: new Float64Array(1000), value: new Float64Array(1000).fill(0.6) };
    expect(mostStable(positions(1000), scores)).toEqual(positions(1000));
    expect(notAllListed(1000, 1000)).toEqual([]);
  });

  it('is, beyond, who is most often in the top, then whose score is higher', () => {
    const stability = Float64Array.from({ length: 1500 }, (_, i) =>
      i === 1400 ? 0.9 : i === 1300 ? 0.5 : i < 997 ? 0.1 : 0,
    );
    const value = Float64Array.from({ length: 1500 }, (_, i) => (i === 1499 ? 0.8 : 0.6));
    const listed = mostStable(positions(1500), { stability, value });
    expect(listed.slice(0, 3)).toEqual([1400, 1300, 0]);
    expect(listed).toHaveLength(1000);
    expect(listed.at(-1)).toBe(1499); // of all who are never in the top, the highest score
    expect(listed).not.toContain(997);
  });

  it('leaves nobody of tiers A and B out', () => {
    const stability = Float64Array.from({ length: 1500 }, (_, i) => (i < 700 ? 0.95 : i < 1200 ? 0.5 : 0.49));
    const listed = mostStable(positions(1500), { stability, value: new Float64Array(1500).fill(0.6) });
    expect(listed).toEqual(positions(1200));
    expect(notAllListed(1500, 1200)).toEqual([
      expect.objectContaining({
        en: expect.stringContaining('1,500 people are above the median: the list shows 1,200'),
      }),
    ]);
  });
});
