import { describe, expect, it } from 'vitest';
import { cascade } from '../../server/models/cascade.ts';
import { random } from '../../server/graph/random.ts';
import { readGraph } from '../graph/oracle.ts';

describe('the shape of a thread', () => {
  it('has the mean distance of a star when all answer the first message', () => {
    expect(cascade([0, 0, 0, 0, 0, 0])).toEqual({
      size: 6,
      depth: 1,
      breadth: 5,
      virality: expect.closeTo(readGraph('star-6').metrics.avg_path_length ?? NaN, 9) as number,
    });
  });

  it('has the mean distance of a path when each answers the one before', () => {
    const virality = expect.closeTo(readGraph('path-5').metrics.avg_path_length ?? NaN, 9) as number;
    expect(cascade([0, 0, 1, 2, 3])).toEqual({ size: 5, depth: 4, breadth: 1, virality });
  });

  it('has none for a message alone', () => {
    expect(cascade([0])).toEqual({ size: 1, depth: 0, breadth: 1, virality: null });
  });

  it('equals the distances found by walking the tree, whatever the tree', () => {
    const draw = random(2016);
    for (let size = 2; size < 14; size++) {
      const parents = Array.from({ length: size }, (_, k) => (k === 0 ? 0 : draw.below(k)));
      const ancestors = (k: number): number[] => (k === 0 ? [0] : [k, ...ancestors(parents[k] ?? 0)]);
      let sum = 0;
      for (let a = 0; a < size; a++) {
        for (let b = 0; b < size; b++) {
          const [up, other] = [ancestors(a), ancestors(b)];
          sum += up.length + other.length - 2 * up.filter((node) => other.includes(node)).length;
        }
      }
      expect(cascade(parents).virality).toBeCloseTo(sum / (size * (size - 1)), 12);
    }
  });
});
