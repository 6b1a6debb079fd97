import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Graph } from '../../server/graph/graph.ts';
import { strongestTies } from '../../server/graph/strongest-ties.ts';
import { anyUndirected, arcsOf, undirectedOf } from './networks.ts';

/** The weights of a person's ties, the largest first. */
const rowOf = (graph: Graph, v: number): number[] =>
  arcsOf(graph)
    .flatMap(([from, , weight]) => (from === v ? [weight] : []))
    .sort((a, b) => b - a);

/** Everybody tied to everybody, each tie as strong. */
const everybody = (n: number): Graph =>
  undirectedOf(n, Array.from({ length: n }, (_, v) => Array.from({ length: v }, (__, w) => [v, w] as const)).flat());

describe('the strongest ties of each person', () => {
  test('are kept where either end keeps them', () => {
    const graph = undirectedOf(5, [
      [0, 1, 5],
      [0, 2, 4],
      [0, 3, 3],
      [0, 4, 2],
      [1, 2, 1],
    ]);
    // The best tie of 2, 3 and 4 is that with 0, whose own best is 1; nobody's best is that of 1 and 2.
    expect(arcsOf(strongestTies(graph, 1, 0))).toEqual([
      [0, 1, 5],
      [0, 2, 4],
      [0, 3, 3],
      [0, 4, 2],
      [1, 0, 5],
      [2, 0, 4],
      [3, 0, 3],
      [4, 0, 2],
    ]);
    expect(strongestTies(graph, 4, 0)).toEqual(graph);
  });

  test('are those above what each person could leave out, and of ties as strong as the last, some', () => {
    fc.assert(
      fc.property(anyUndirected, fc.integer({ min: 1, max: 4 }), fc.nat(), (graph, keep, seed) => {
        const kept = new Map(arcsOf(strongestTies(graph, keep, seed)).map(([v, w, weight]) => [`${v} ${w}`, weight]));
        const last = Array.from({ length: graph.n }, (_, v) => rowOf(graph, v)[keep - 1] ?? 0);
        const next = Array.from({ length: graph.n }, (_, v) => rowOf(graph, v)[keep] ?? 0);
        for (const [v, w, weight] of arcsOf(graph)) {
          expect(kept.get(`${v} ${w}`)).toBe(kept.get(`${w} ${v}`));
          // Sure to stay: one of the strongest of somebody who has no other tie as strong to leave out.
          const mustStay = [v, w].some((person) => weight >= (last[person] ?? 0) && weight > (next[person] ?? 0));
          const mayStay = [v, w].some((person) => weight >= (last[person] ?? 0));
          if (mustStay) expect(kept.get(`${v} ${w}`)).toBe(weight);
          if (!mayStay) expect(kept.has(`${v} ${w}`)).toBe(false);
        }
      }),
    );
  });

  test('are drawn among equals: as many as asked for on average, others from another seed', () => {
    const n = 200;
    const graph = everybody(n);
    const [one, same, other] = [1, 1, 2].map((seed) => strongestTies(graph, 20, seed));
    expect(one).toEqual(same);
    expect(one?.targets).not.toEqual(other?.targets);
    // Each tie stays if its draw is under 20/199, that of both its people: 20 a person, give or take a few tenths.
    const mean = (one?.targets.length ?? 0) / n;
    expect(Math.abs(mean - 20)).toBeLessThan(1.5);
    // People of neighbouring numbers are no more often kept together than others: 199 ties, 20 expected, spread 4.2.
    const neighbours = arcsOf(one ?? graph).filter(([v, w]) => w === v + 1).length;
    expect(Math.abs(neighbours - 20)).toBeLessThan(17);
  });
});
