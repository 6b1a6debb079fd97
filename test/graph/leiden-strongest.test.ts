import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { components } from '../../server/graph/components.ts';
import { type Graph, induced } from '../../server/graph/graph.ts';
import { groupSizes } from '../../server/graph/groups.ts';
import { leidenOfLevel } from '../../server/graph/leiden.ts';
import { firstLevel } from '../../server/graph/leiden-level.ts';
import { effortFor, leidenRuns, runLimits } from '../../server/graph/leiden-runs.ts';
import { firstGroups, leidenOnStrongest } from '../../server/graph/leiden-strongest.ts';
import { partitionAgreement } from '../../server/graph/partition-agreement.ts';
import { random } from '../../server/graph/random.ts';
import { KernelPool } from '../../server/graph/workers/kernel-pool.ts';
import { anyUndirected, arcsOf, undirectedOf } from './networks.ts';

/** As a huge network is searched, on fewer ties a person. */
const search = { iterations: 1, looks: 2, strongest: 8 };

const resolutions = Float64Array.of(1, 2);

/** Communities of 50 people in a network of 600; each person has about 50 ties of uneven strengths, half of them anywhere. */
function planted(seed: number): { graph: Graph; of: Int32Array; count: number } {
  const draw = random(seed);
  const [n, size] = [600, 50];
  const names = Uint32Array.from({ length: n }, (_, v) => v);
  draw.shuffle(names);
  const ties: [number, number, number][] = [];
  for (let v = 0; v < n; v++) {
    for (let i = 0; i < 30; i++) {
      const w = draw.next() < 0.5 ? draw.below(n) : v - (v % size) + draw.below(size);
      if (w !== v) ties.push([names[v] ?? 0, names[w] ?? 0, 0.2 - Math.log(1 - draw.next())]);
    }
  }
  const of = new Int32Array(n);
  names.forEach((name, v) => {
    of[name] = Math.floor(v / size);
  });
  return { graph: undirectedOf(n, ties), of, count: n / size };
}

/** Σ_c [ties within c ÷ all ties - resolution (strength of c ÷ strength of all)²], term by term. */
function plainModularity(graph: Graph, of: ArrayLike<number>, resolution: number): number {
  const arcs = arcsOf(graph);
  const all = arcs.reduce((sum, [, , weight]) => sum + weight, 0);
  return Array.from({ length: graph.n }, (_, community) => {
    const leaving = arcs.filter(([v]) => of[v] === community);
    const within = leaving.reduce((sum, [, w, weight]) => (of[w] === community ? sum + weight : sum), 0);
    const strength = leaving.reduce((sum, [, , weight]) => sum + weight, 0);
    return within / all - resolution * (strength / all) ** 2;
  }).reduce((sum, term) => sum + term, 0);
}

const run = (graph: Graph, resolution: number, seed: number, keep = 2) =>
  leidenOnStrongest(firstLevel(graph), firstGroups(graph, { keep, resolution: 2, seed }), {
    resolution,
    seed,
    iterations: 1,
    looks: 2,
  });

describe('communities sought in the strongest ties', () => {
  test('are connected, numbered by size, and their modularity is that of all ties', () => {
    fc.assert(
      fc.property(anyUndirected, fc.constantFrom(0.5, 1, 2), fc.nat(), (graph, resolution, seed) => {
        const found = run(graph, resolution, seed);
        expect(run(graph, resolution, seed)).toEqual(found);
        for (let community = 0; community < found.count; community++) {
          const members = [...found.of.keys()].filter((v) => found.of[v] === community);
          expect(components(induced(graph, members)).count).toBe(1);
        }
        const sizes = [...groupSizes(found)];
        expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
        if (graph.targets.length === 0) expect(found.modularity).toBeNull();
        else expect(found.modularity).toBeCloseTo(plainModularity(graph, found.of, resolution), 10);
      }),
    );
  });

  test('are never worse than those of the strongest ties alone', () => {
    fc.assert(
      fc.property(anyUndirected, fc.nat(), (graph, seed) => {
        fc.pre(graph.targets.length > 0);
        const groups = firstGroups(graph, { keep: 1, resolution: 1, seed });
        const options = { resolution: 1, seed, iterations: 1, looks: 2 };
        const before = leidenOfLevel(groups.level, options).of;
        const sought = plainModularity(
          graph,
          groups.of.map((group) => before[group] ?? 0),
          1,
        );
        expect(leidenOnStrongest(firstLevel(graph), groups, options).modularity).toBeGreaterThan(sought - 1e-9);
      }),
    );
  });

  test('are the planted ones, though 8 ties of 50 were searched', () => {
    const { graph, of, count } = planted(3);
    const found = leidenRuns({ graph, resolutions, runs: 2, search });
    const whole = leidenRuns({ graph, resolutions, runs: 2 });
    found.forEach(({ best, modularity, stability }, r) => {
      expect(partitionAgreement({ of, count }, best)?.ami).toBeGreaterThan(0.98);
      expect(modularity).toBeGreaterThan(0.99 * (whole[r]?.modularity ?? 1));
      expect(stability).toBeGreaterThan(0.9);
    });
  });
});

describe('which networks', () => {
  test('huge ones are searched on their strongest ties, others on all', () => {
    const sizes = [1000, runLimits.short, runLimits.short + 1, runLimits.huge, runLimits.huge + 1];
    expect(sizes.map((ties) => effortFor(ties).strongest)).toEqual([Infinity, Infinity, Infinity, Infinity, 40]);
  });

  test('where nobody has more ties than are kept, nothing is lost', () => {
    const { graph } = planted(4);
    const all = leidenRuns({ graph, resolutions, runs: 2, search: { ...search, strongest: 500 } });
    const [whole] = leidenRuns({ graph, resolutions, runs: 2 });
    expect(all[0]?.modularity).toBeGreaterThan(0.99 * (whole?.modularity ?? 1));
  });
});

describe('a team', () => {
  const pools = [2, 3].map((size) => new KernelPool(size));
  afterAll(() => Promise.all(pools.map((pool) => pool.close())));

  test('gives what one thread gives, whoever takes which run', async () => {
    const input = { graph: planted(5).graph, resolutions: Float64Array.of(1, 4), runs: 3, search };
    for (const pool of pools) expect(await pool.run('leidenRuns', input)).toEqual(leidenRuns(input));
  });
});
