import { afterAll, describe, expect, it } from 'vitest';
import { betweenness } from '../../server/graph/betweenness.ts';
import { burt } from '../../server/graph/burt.ts';
import { distances } from '../../server/graph/distances.ts';
import { eiPermutation } from '../../server/graph/ei-permutation.ts';
import { buildDirected, undirected } from '../../server/graph/graph.ts';
import { forceLayoutKernel } from '../../server/graph/force-layout.ts';
import { leidenRuns } from '../../server/graph/leiden-runs.ts';
import { pagerank } from '../../server/graph/pagerank.ts';
import { random } from '../../server/graph/random.ts';
import { sampledBetweenness } from '../../server/graph/sampled-betweenness.ts';
import { alone } from '../../server/graph/team.ts';
import { triangles } from '../../server/graph/triangles.ts';
import { KernelPool } from '../../server/graph/workers/kernel-pool.ts';

/** Three hundred people, a few known to many; weights that no float holds exactly, and isolates. */
const draw = random(20_261_122);
const count = 4000;
const ends = () => Uint32Array.from({ length: count }, () => Math.floor(300 * draw.next() ** 2));
const directed = buildDirected(
  320,
  ends(),
  ends(),
  Float64Array.from({ length: count }, () => Math.log(1.1 + 9 * draw.next())),
);
const ties = undirected(directed, 'sum');
const sampling = { epsilon: 0.02, delta: 0.1, seed: 7 };

const pools = [1, 2, 3].map((size) => new KernelPool(size));
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

describe.each(pools.map((pool, index) => ({ threads: index + 1, pool })))(
  'a team of $threads gives bit by bit what the calling thread gives',
  ({ pool }) => {
    it('betweenness, also weighted and directed', async () => {
      for (const options of [{}, { weighted: true }, { directed: true }]) {
        expect(await pool.run('betweenness', { graph: ties, options })).toEqual(betweenness(ties, options));
      }
    });
    it('betweenness, sampled', async () => {
      const sampled = await pool.run('sampledBetweenness', { graph: ties, options: sampling });
      expect(sampled).toEqual(sampledBetweenness(ties, sampling));
    });
    it('E-I under shuffles', async () => {
      const groups = { of: Int32Array.from({ length: ties.n }, (_, v) => (v % 7) - 1), count: 6 };
      const options = { rounds: 100, seed: 5 };
      const found = await pool.run('eiPermutation', { graph: ties, groups, options });
      expect(found).toEqual(eiPermutation(ties, groups, options));
    });
    it('places of a drawing', async () => {
      const input = { graph: ties, seed: 3 };
      expect(await pool.run('forceLayout', input)).toEqual(alone(forceLayoutKernel, input));
    });
    it('distances, also of a graph known to be symmetric', async () => {
      for (const input of [{ graph: ties }, { graph: ties, isSymmetric: true }]) {
        expect(await pool.run('distances', input)).toEqual(distances(ties));
      }
    });
    it('communities of many runs', async () => {
      const input = { graph: ties, resolutions: Float64Array.of(1, 4), runs: 5 };
      expect(await pool.run('leidenRuns', input)).toEqual(leidenRuns(input));
    });
    it('triangles', async () => expect(await pool.run('triangles', ties)).toEqual(triangles(ties)));
    it('constraint and effective size', async () => expect(await pool.run('burt', ties)).toEqual(burt(ties)));
    it('PageRank', async () => {
      const found = await pool.run('pagerank', { graph: directed, options: {} });
      expect(found.converged).toBe(true);
      expect(found).toEqual(pagerank(directed));
    });
  },
);

describe('work that nobody waits for', () => {
  /** A circle long enough that exact betweenness takes minutes. */
  const n = 30_000;
  const next = Uint32Array.from({ length: n }, (_, v) => (v + 1) % n);
  const circle = undirected(buildDirected(n, Uint32Array.from(next.keys()), next, null), 'sum');

  it('is stopped, and the pool goes on with the next', async () => {
    const pool = new KernelPool(2);
    const gone = new AbortController();
    const unwanted = pool.run('betweenness', { graph: circle, options: { weighted: true } }, gone.signal);
    const waiting = pool.run('triangles', ties);
    setTimeout(() => gone.abort(), 50);
    await expect(unwanted).rejects.toThrow(/abort/i);
    expect((await waiting).total).toBe(triangles(ties).total);
    await pool.close();
  });

  it('is not begun when it was given up in the line', async () => {
    const pool = new KernelPool(1);
    const gone = new AbortController();
    const first = pool.run('triangles', ties);
    const second = pool.run('betweenness', { graph: circle, options: { weighted: true } }, gone.signal);
    gone.abort();
    await expect(second).rejects.toThrow(/abort/i);
    await first;
    await pool.close();
  });
});
