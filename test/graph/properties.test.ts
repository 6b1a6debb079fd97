import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betweenness } from '../../server/graph/betweenness.ts';
import { bridges } from '../../server/graph/bridges.ts';
import { brokerage } from '../../server/graph/brokerage.ts';
import { burt } from '../../server/graph/burt.ts';
import { clustering } from '../../server/graph/clustering.ts';
import { collectiveInfluence } from '../../server/graph/collective-influence.ts';
import { components } from '../../server/graph/components.ts';
import { distances } from '../../server/graph/distances.ts';
import { eiIndex } from '../../server/graph/ei-index.ts';
import type { Graph } from '../../server/graph/graph.ts';
import { degrees, strengths, transpose, undirected } from '../../server/graph/graph.ts';
import type { Groups } from '../../server/graph/groups.ts';
import { hits } from '../../server/graph/hits.ts';
import { kCore } from '../../server/graph/k-core.ts';
import { expectedMixing, mixing } from '../../server/graph/mixing.ts';
import { modularity } from '../../server/graph/modularity.ts';
import { pagerank } from '../../server/graph/pagerank.ts';
import { reciprocity } from '../../server/graph/reciprocity.ts';
import { strongComponents } from '../../server/graph/strong-components.ts';
import { triangles } from '../../server/graph/triangles.ts';
import {
  anyDirected,
  anyUndirected,
  arcsOf,
  directedOf,
  matrixOf,
  renamed,
  scaled,
  withIsolate,
  withRenaming,
} from './networks.ts';

type PerPerson = (graph: Graph) => ArrayLike<number>;

const onDirected: [string, PerPerson][] = [
  ['PageRank', (graph) => pagerank(graph).values],
  ['directed betweenness', (graph) => betweenness(graph, { directed: true })],
  ['weighted directed betweenness', (graph) => betweenness(graph, { directed: true, weighted: true })],
  ['constraint', (graph) => burt(graph).constraint],
  ['effective size', (graph) => burt(graph).effectiveSize],
  ['size of the component', (graph) => sizesOf(components(graph))],
  ['size of the strong component', (graph) => sizesOf(strongComponents(graph))],
];

const onUndirected: [string, PerPerson][] = [
  ['betweenness', (graph) => betweenness(graph)],
  ['weighted betweenness', (graph) => betweenness(graph, { weighted: true })],
  ['core number', kCore],
  ['triangles', (graph) => triangles(graph).perPerson],
  ['clustering', (graph) => clustering(graph).local],
  ['collective influence', (graph) => collectiveInfluence(graph, 2)],
  ['articulation', (graph) => bridges(graph).articulation],
];

function sizesOf({ labels, sizes }: { labels: Uint32Array; sizes: Uint32Array }): Uint32Array {
  return labels.map((label) => sizes[label] ?? 0);
}

function expectSame(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(Array.from(actual)).toEqual(
    Array.from(expected, (value) => (Number.isNaN(value) ? Number.NaN : (expect.closeTo(value, 9) as unknown))),
  );
}

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}

/** A network and a division of its people into up to three groups, some without one. */
const grouped: fc.Arbitrary<[Graph, Groups]> = anyUndirected.chain((graph) =>
  fc.tuple(
    fc.constant(graph),
    fc
      .array(fc.integer({ min: -1, max: 2 }), { minLength: graph.n, maxLength: graph.n })
      .map((of) => ({ of: Int32Array.from(of), count: 3 })),
  ),
);

describe('renaming people renames their values', () => {
  test.each(onDirected)('%s', (_, measure) => {
    fc.assert(
      fc.property(withRenaming(anyDirected), ([graph, names]) => {
        const values = measure(renamed(graph, names));
        expectSame(
          names.map((name) => values[name] ?? Infinity),
          measure(graph),
        );
      }),
    );
  });

  test.each(onUndirected)('%s', (_, measure) => {
    fc.assert(
      fc.property(withRenaming(anyUndirected), ([graph, names]) => {
        const values = measure(renamed(graph, names));
        expectSame(
          names.map((name) => values[name] ?? Infinity),
          measure(graph),
        );
      }),
    );
  });

  test('figures of the whole network do not move', () => {
    fc.assert(
      fc.property(withRenaming(anyDirected), ([graph, names]) => {
        const figures = (any: Graph): (number | null)[] => {
          const ties = undirected(any, 'sum');
          const { mean, transitivity, closedFraction } = clustering(ties);
          const { diameter, effectiveDiameter90, mean: distance } = distances(ties);
          const { arcs, dyads, weighted } = reciprocity(any);
          const found = [
            mean,
            transitivity,
            closedFraction,
            diameter,
            effectiveDiameter90,
            distance,
            arcs,
            dyads,
            weighted,
          ];
          return found.map((value) => (value === null ? null : Number(value.toFixed(9))));
        };
        expect(figures(renamed(graph, names))).toEqual(figures(graph));
      }),
    );
  });
});

describe('an isolate more changes nobody else', () => {
  test.each(onDirected.filter(([name]) => name !== 'PageRank'))('%s', (_, measure) => {
    fc.assert(
      fc.property(anyDirected, (graph) => {
        expectSame(Array.from(measure(withIsolate(graph))).slice(0, graph.n), measure(graph));
      }),
    );
  });

  test.each(onUndirected)('%s', (_, measure) => {
    fc.assert(
      fc.property(anyUndirected, (graph) => {
        const values = Array.from(measure(withIsolate(graph)));
        expectSame(values.slice(0, graph.n), measure(graph));
        expect(values[graph.n]).toBe(0);
      }),
    );
  });

  test('of PageRank every other keeps a share in the same proportion to the rest', () => {
    fc.assert(
      fc.property(
        anyDirected.filter((graph) => graph.n > 0),
        (graph) => {
          const before = pagerank(graph).values;
          const after = pagerank(withIsolate(graph)).values;
          const others = 1 - (after[graph.n] ?? 0);
          expectSame(
            after.slice(0, graph.n),
            before.map((value) => value * others),
          );
        },
      ),
    );
  });
});

describe('the unit of weight does not matter', () => {
  const factors = fc.constantFrom(0.001, 0.3, 7, 1000);
  test.each(onDirected)('%s', (_, measure) => {
    fc.assert(
      fc.property(anyDirected, factors, (graph, factor) => {
        expectSame(measure(scaled(graph, factor)), measure(graph));
      }),
    );
  });

  test('E-I, modularity, assortativity, mixing against chance', () => {
    fc.assert(
      fc.property(grouped, factors, ([graph, groups], factor) => {
        const larger = scaled(graph, factor);
        const index = eiIndex(graph, groups).index;
        if (index === null) expect(eiIndex(larger, groups).index).toBeNull();
        else expect(eiIndex(larger, groups).index).toBeCloseTo(index, 9);
        const { assortativity } = modularity(graph, groups);
        if (assortativity === null) expect(modularity(larger, groups).assortativity).toBeNull();
        else expect(modularity(larger, groups).assortativity).toBeCloseTo(assortativity, 9);
        const expected = expectedMixing(mixing(graph, groups), 'chung-lu');
        expectSame(
          expectedMixing(mixing(larger, groups), 'chung-lu').map((value) => value / factor),
          expected,
        );
      }),
    );
  });
});

describe('sums and bounds', () => {
  test('removing a bridge, or a person the network hangs by, makes one more part; removing others does not', () => {
    const partsWithout = (graph: Graph, keep: (v: number, w: number) => boolean): number =>
      components(
        directedOf(
          graph.n,
          arcsOf(graph).filter(([v, w]) => keep(v, w)),
        ),
      ).count;
    fc.assert(
      fc.property(anyUndirected, (graph) => {
        const before = components(graph).count;
        const found = bridges(graph);
        const names = new Set(found.bridges.map(String));
        for (const [a, b] of arcsOf(graph)) {
          const after = partsWithout(graph, (v, w) => !(v === a && w === b) && !(v === b && w === a));
          expect(after - before).toBe(names.has(String([Math.min(a, b), Math.max(a, b)])) ? 1 : 0);
        }
        found.articulation.forEach((hangs, person) => {
          // Without their ties the person counts as a part of their own.
          const after = partsWithout(graph, (v, w) => v !== person && w !== person) - 1;
          expect(after > before).toBe(hangs === 1);
        });
      }),
    );
  });

  test('brokerage counts every open two-step path between grouped people once', () => {
    fc.assert(
      fc.property(anyDirected, (graph) => {
        const groups = { of: Int32Array.from({ length: graph.n }, (_, v) => (v % 4) - 1), count: 3 };
        const tie = matrixOf(graph).map((row) => row.map((weight) => weight > 0));
        const known = (v: number): boolean => v % 4 !== 0;
        const open = tie.map((_, j) => {
          let count = 0;
          for (let i = 0; i < graph.n; i++) {
            for (let k = 0; k < graph.n; k++) {
              if (i === k || !(known(i) && known(j) && known(k))) continue;
              if (tie[i]?.[j] === true && tie[j]?.[k] === true && tie[i]?.[k] === false) count++;
            }
          }
          return count;
        });
        const roles = Object.values(brokerage(graph, groups)) as Float64Array[];
        expect(open.map((_, v) => sum(roles.map((counts) => counts[v] ?? 0)))).toEqual(open);
      }),
    );
  });

  test('hubs and authorities feed each other', () => {
    fc.assert(
      fc.property(anyDirected, (graph) => {
        const found = hits(graph);
        if (found === null) return;
        const w = matrixOf(graph);
        const authority = w.map((_, j) => sum(w.map((row, i) => (row[j] ?? 0) * (found.hub[i] ?? 0))));
        const total = sum(authority);
        authority.forEach((value, v) => expect(value / total).toBeCloseTo(found.authority[v] ?? Number.NaN, 6));
        expect(sum(found.hub)).toBeCloseTo(1, 12);
        expect(Math.min(...found.hub, ...found.authority)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('betweenness adds up to the people between: Σ (distance - 1) over pairs that reach each other', () => {
    fc.assert(
      fc.property(anyDirected, (graph) => {
        const between = (any: Graph): number =>
          sum(Array.from(distances(any).pairs, (count, d) => count * Math.max(0, d - 1)));
        expect(sum(betweenness(graph, { directed: true }))).toBeCloseTo(between(graph), 8);
        const ties = undirected(graph, 'max');
        expect(sum(betweenness(ties))).toBeCloseTo(between(ties) / 2, 8);
      }),
    );
  });

  test('turning every arrow leaves directed betweenness as it was', () => {
    fc.assert(
      fc.property(anyDirected, (graph) => {
        expectSame(betweenness(transpose(graph), { directed: true }), betweenness(graph, { directed: true }));
      }),
    );
  });

  test('PageRank sums to 1 and leaves nobody below the jump', () => {
    fc.assert(
      fc.property(
        anyDirected.filter((graph) => graph.n > 0),
        (graph) => {
          const { values, converged } = pagerank(graph);
          expect(converged).toBe(true);
          expect(sum(values)).toBeCloseTo(1, 12);
          expect(Math.min(...values)).toBeGreaterThanOrEqual(0.15 / graph.n - 1e-12);
        },
      ),
    );
  });

  test('structural holes: effective size within contacts, undefined for isolates only', () => {
    fc.assert(
      fc.property(anyDirected, (graph) => {
        const contacts = degrees(undirected(graph, 'sum'));
        const { constraint, effectiveSize, efficiency } = burt(graph);
        contacts.forEach((k, v) => {
          const size = effectiveSize[v] ?? Number.NaN;
          expect(Number.isNaN(constraint[v])).toBe(k === 0);
          expect(Number.isNaN(size) && Number.isNaN(efficiency[v])).toBe(k === 0);
          if (k === 0) return;
          expect(constraint[v]).toBeGreaterThan(0);
          expect(size).toBeGreaterThan(0);
          expect(size).toBeLessThanOrEqual(k + 1e-9);
        });
      }),
    );
  });

  test('components divide the people; strong ones lie inside weak ones', () => {
    fc.assert(
      fc.property(anyDirected, (graph) => {
        const weak = components(graph);
        const strong = strongComponents(graph);
        expect(sum(weak.sizes)).toBe(graph.n);
        expect(sum(strong.sizes)).toBe(graph.n);
        const home = new Map<number, number>();
        strong.labels.forEach((label, v) => {
          expect(home.get(label) ?? weak.labels[v]).toBe(weak.labels[v]);
          home.set(label, weak.labels[v] ?? -1);
        });
      }),
    );
  });

  test('groups add up to the network and every index stays in range', () => {
    fc.assert(
      fc.property(grouped, ([graph, groups]) => {
        const ei = eiIndex(graph, groups);
        expect(sum(ei.perGroup.map((group) => group.external))).toBeCloseTo(2 * ei.external, 9);
        expect(sum(ei.perGroup.map((group) => group.internalEnds))).toBeCloseTo(2 * ei.internal, 9);
        for (const value of [ei.index, ei.rescaled, ei.expected])
          expect(Math.abs(value ?? 0)).toBeLessThanOrEqual(1 + 1e-12);
        expect(2 * (ei.external + ei.internal)).toBeCloseTo(mixing(graph, groups).total, 9);
        const { modularity: q, assortativity } = modularity(graph, groups);
        if (q !== null) expect(q).toBeGreaterThanOrEqual(-0.5 - 1e-12);
        if (q !== null) expect(q).toBeLessThan(1);
        if (assortativity !== null) expect(assortativity).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  test('stub matching expects as many ends as there are', () => {
    fc.assert(
      fc.property(anyUndirected, (graph) => {
        const ties = { ...graph, weights: new Float64Array(graph.weights.length).fill(1) };
        const groups = { of: Int32Array.from({ length: graph.n }, (_, v) => v % 3), count: 3 };
        const mixed = mixing(ties, groups);
        for (const model of ['stub-matching', 'chung-lu'] as const) {
          expect(sum(expectedMixing(mixed, model))).toBeCloseTo(mixed.total, 9);
        }
      }),
    );
  });

  test('the core is never larger than the contacts, and contacts hold the strength', () => {
    fc.assert(
      fc.property(anyUndirected, (graph) => {
        const contacts = degrees(graph);
        kCore(graph).forEach((core, v) => expect(core).toBeLessThanOrEqual(contacts[v] ?? 0));
        strengths(graph).forEach((strength, v) => expect(strength > 0).toBe((contacts[v] ?? 0) > 0));
      }),
    );
  });
});
