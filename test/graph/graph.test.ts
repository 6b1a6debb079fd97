import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arcCount,
  binary,
  buildDirected,
  degrees,
  edgeCount,
  mergeParallel,
  orNull,
  reversePositions,
  sortedArcs,
  strengths,
  transpose,
  undirected,
} from '../../server/graph/graph.ts';
import { anyDirected, anyUndirected, arcsOf, directedOf, matrixOf } from './networks.ts';

describe('buildDirected', () => {
  test('merges parallel arcs, drops self-loops and zero weights, sorts rows', () => {
    const graph = directedOf(4, [
      [2, 3, 1],
      [2, 0, 5],
      [0, 0, 9],
      [2, 3, 2],
      [1, 2, 0],
      [0, 1, 4],
    ]);
    expect(arcsOf(graph)).toEqual([
      [0, 1, 4],
      [2, 0, 5],
      [2, 3, 3],
    ]);
    expect([...graph.offsets]).toEqual([0, 1, 1, 3, 3]);
    expect(arcCount(graph)).toBe(3);
    expect([...degrees(graph)]).toEqual([1, 0, 2, 0]);
    expect([...strengths(graph)]).toEqual([4, 0, 8, 0]);
  });

  test('is made of arcs in order, among parallel ones as they were given', () => {
    const from = Uint32Array.of(2, 0, 0, 2, 1, 2);
    const to = Uint32Array.of(1, 2, 0, 0, 2, 1);
    const sorted = sortedArcs(3, from, to, Float64Array.of(7, 0, 5, 1, 2, 3));
    expect(arcsOf(sorted)).toEqual([
      [0, 0, 5],
      [0, 2, 0],
      [1, 2, 2],
      [2, 0, 1],
      [2, 1, 7],
      [2, 1, 3],
    ]);
    expect(arcsOf(mergeParallel(sorted))).toEqual([
      [1, 2, 2],
      [2, 0, 1],
      [2, 1, 10],
    ]);
  });

  test('counts each arc as 1 without weights, and binary then forgets how many', () => {
    const graph = buildDirected(2, Uint32Array.of(0, 0, 1), Uint32Array.of(1, 1, 0), null);
    expect(arcsOf(graph)).toEqual([
      [0, 1, 2],
      [1, 0, 1],
    ]);
    expect([...binary(graph).weights]).toEqual([1, 1]);
  });

  test('an empty network has one offset', () => {
    const graph = buildDirected(0, new Uint32Array(0), new Uint32Array(0), null);
    expect([...graph.offsets]).toEqual([0]);
    expect(arcCount(undirected(graph, 'sum'))).toBe(0);
  });

  test.each([
    ['a person beyond n', 2, [0], [2], [1]],
    ['unequal lengths', 2, [0, 1], [1], [1]],
    ['a negative weight', 2, [0], [1], [-1]],
    ['a weight that is not a number', 2, [0], [1], [Number.NaN]],
    ['an infinite weight', 2, [0], [1], [Infinity]],
    ['a broken n', 1.5, [], [], []],
  ])('refuses %s', (_, n, from, to, weight) => {
    const build = (): unknown =>
      buildDirected(n, Uint32Array.from(from), Uint32Array.from(to), Float64Array.from(weight));
    expect(build).toThrow(RangeError);
  });
});

describe('undirected', () => {
  const graph = directedOf(3, [
    [0, 1, 2],
    [1, 0, 5],
    [2, 1, 3],
  ]);

  test('max keeps the stronger direction, sum adds both', () => {
    expect(matrixOf(undirected(graph, 'max'))).toEqual([
      [0, 5, 0],
      [5, 0, 3],
      [0, 3, 0],
    ]);
    expect(matrixOf(undirected(graph, 'sum'))).toEqual([
      [0, 7, 0],
      [7, 0, 3],
      [0, 3, 0],
    ]);
    expect(edgeCount(undirected(graph, 'max'))).toBe(2);
  });

  test('equals the matrix definition on any network', () => {
    fc.assert(
      fc.property(anyDirected, (any) => {
        const a = matrixOf(any);
        const collapse = (mode: (x: number, y: number) => number): number[][] =>
          a.map((row, i) => row.map((weight, j) => mode(weight, a[j]?.[i] ?? 0)));
        expect(matrixOf(undirected(any, 'sum'))).toEqual(collapse((x, y) => x + y));
        expect(matrixOf(undirected(any, 'max'))).toEqual(collapse(Math.max));
      }),
    );
  });
});

test('transpose turns every arc and twice gives the same graph', () => {
  fc.assert(
    fc.property(anyDirected, (graph) => {
      const turned = matrixOf(transpose(graph));
      expect(turned).toEqual(matrixOf(graph).map((row, i) => row.map((_, j) => matrixOf(graph)[j]?.[i] ?? 0)));
      expect(transpose(transpose(graph))).toEqual(graph);
    }),
  );
});

test('reversePositions points at the same tie from the other end', () => {
  fc.assert(
    fc.property(anyUndirected, (graph) => {
      const reverse = reversePositions(graph);
      const arcs = arcsOf(graph);
      arcs.forEach(([v, w], k) => expect(arcs[reverse[k] ?? -1]?.slice(0, 2)).toEqual([w, v]));
    }),
  );
});

test('orNull turns undefined entries into null and leaves 0 alone', () => {
  expect([0, -2, Number.NaN, undefined].map(orNull)).toEqual([0, -2, null, null]);
});
