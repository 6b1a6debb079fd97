import { describe, expect, test } from 'vitest';
import { backbonePerPerson, type DrawnTies, drawnTies } from '../../server/facts/drawn-ties.ts';
import { components } from '../../server/graph/components.ts';
import { edgeCount, type Graph } from '../../server/graph/graph.ts';
import { marginalLikelihood } from '../../server/graph/marginal-likelihood.ts';
import { arcsOf, scaled, undirectedOf } from '../graph/networks.ts';
import { graphOf, readGraph } from '../graph/oracle.ts';

const everyone = (graph: Graph): number[] => Array.from({ length: graph.n }, (_, v) => v);

/** Ties drawn as `lower-higher`, by whether they stand out. */
function drawnAs({ graph, inBackbone }: DrawnTies): { standOut: string[]; hold: string[] } {
  const ties = arcsOf(graph).map(([a, b], k) => ({ a, b, name: `${a}-${b}`, standsOut: inBackbone[k] === 1 }));
  const once = ties.filter(({ a, b }) => a < b);
  return {
    standOut: once.flatMap(({ name, standsOut }) => (standsOut ? [name] : [])),
    hold: once.flatMap(({ name, standsOut }) => (standsOut ? [] : [name])),
  };
}

/** Every two of some people, as ties of a weight. */
const clique = (people: readonly number[], weight: number): [number, number, number][] =>
  people.flatMap((a, i) => people.slice(0, i).map((b): [number, number, number] => [a, b, weight]));

describe('ties worth drawing', () => {
  test.each([
    ['zachary-karate', 68],
    ['les-miserables', 195],
  ])('of %s are the backbone, and what holds it together', (name, backbone) => {
    const graph = graphOf(readGraph(name), true);
    const drawn = drawnTies(graph, graph, everyone(graph));
    const { standOut, hold } = drawnAs(drawn);
    expect(standOut).toHaveLength(backbone);
    expect(components(drawn.graph).count).toBe(1);
    // A tie that holds is the strongest way between its ends: stronger ties alone do not lead from one to the other.
    for (const tie of hold) {
      const [a = -1, b = -1] = tie.split('-').map(Number);
      const own = arcsOf(graph).find(([v, w]) => v === a && w === b)?.[2] ?? Number.NaN;
      const { labels } = components(
        undirectedOf(
          graph.n,
          arcsOf(graph).filter(([v, w, weight]) => v < w && weight > own),
        ),
      );
      expect(labels[a], tie).not.toBe(labels[b]);
    }
    expect(edgeCount(drawn.all)).toBe(edgeCount(graph));
  });

  test('a single exchange between two busy people holds two parts together, and does not stand out', () => {
    const fans = (hub: number, first: number): [number, number, number][] =>
      Array.from({ length: 10 }, (_, i) => [hub, first + i, 3]);
    const graph = undirectedOf(22, [...fans(0, 2), ...fans(1, 12), [0, 1, 1]]);
    // Expected between the two: 31 × 31 ÷ 122 = 7.9 events.
    const { standOut, hold } = drawnAs(drawnTies(graph, graph, everyone(graph)));
    expect(hold).toEqual(['0-1']);
    expect(standOut).toHaveLength(20);
  });

  test('when too many stand out, those that chance explains least are drawn', () => {
    const [left, right] = [everyone(undirectedOf(15, [])), Array.from({ length: 15 }, (_, i) => 15 + i)];
    const strongest = left.map((v): [number, number, number] => [v, (v + 1) % 15, 8]);
    const graph = undirectedOf(30, [...clique(left, 1), ...clique(right, 1), ...strongest]);
    const drawn = drawnTies(graph, graph, everyone(graph));
    const { standOut } = drawnAs(drawn);
    expect(standOut).toHaveLength(30 * backbonePerPerson);
    const names = strongest.map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
    expect(standOut).toEqual(expect.arrayContaining(names));
    expect(edgeCount(drawn.all)).toBe(210);
  });

  test('are judged in the whole network, between the people asked for, and weigh their strength', () => {
    const graph = undirectedOf(5, [
      [0, 1, 4],
      [1, 2, 4],
      [2, 3, 4],
      [3, 4, 4],
    ]);
    // Two people may have a strength without an exchange of their own: such a tie is not drawn.
    const strong = undirectedOf(5, [...arcsOf(scaled(graph, 0.25)).filter(([a, b]) => a < b), [1, 3, 9]]);
    const { graph: drawn, all } = drawnTies(graph, strong, [3, 1, 2]);
    expect(arcsOf(drawn).filter(([a, b]) => a < b)).toEqual([
      [0, 2, 1],
      [1, 2, 1],
    ]);
    expect(edgeCount(all)).toBe(2);
  });
});

test('how likely so many events are when so many are expected', () => {
  expect(marginalLikelihood(1, 0.3)).toBeCloseTo(1 - Math.exp(-0.3), 12);
  expect(marginalLikelihood(3, 2)).toBeCloseTo(1 - 5 * Math.exp(-2), 12);
  expect(marginalLikelihood(50, 1)).toBeLessThan(1e-60);
});
