import { describe, expect, it } from 'vitest';
import { burt } from '../../server/graph/burt.ts';
import { circleOrientationMemory, orientByCircles } from '../../server/graph/burt-orientation.ts';
import { degrees, type Graph } from '../../server/graph/graph.ts';
import { random } from '../../server/graph/random.ts';
import { alone } from '../../server/graph/team.ts';
import { arcsOf, matrixOf, randomUndirected, undirectedOf } from './networks.ts';
import { plainBurt } from './plain.ts';

const oriented = (graph: Graph) =>
  alone(
    {
      memory: (ties: Graph, _members, arrays) => circleOrientationMemory(ties, arrays),
      run: orientByCircles,
      output: (_ties: Graph, orientation) => orientation,
    },
    graph,
  );

/** Eight circles of twelve whose members all know one another, in no order, and a few ties across. */
function circles(): { graph: Graph; of: readonly number[] } {
  const draw = random(3);
  const names = Array.from({ length: 96 }, (_, v) => v);
  draw.shuffle(names);
  const ties: [number, number][] = [];
  const of: number[] = [];
  names.forEach((name, v) => {
    of[name] = Math.floor(v / 12);
    for (let w = 12 * Math.floor(v / 12); w < v; w++) ties.push([name, names[w] ?? 0]);
    if (v % 12 === 0) ties.push([name, names[(v + 12) % 96] ?? 0]);
  });
  return { graph: undirectedOf(96, ties), of };
}

describe.each([
  ['circles', circles().graph],
  ['a network without circles', randomUndirected(200, 900, 4)],
  ['nobody', undirectedOf(0, [])],
])('%s', (_, graph) => {
  const { people, rank, offsets, targets, weights } = oriented(graph);

  it('numbers everyone once', () => {
    expect([...people].toSorted((a, b) => a - b)).toEqual(Array.from({ length: graph.n }, (_, v) => v));
    expect([...people].map((person) => rank[person])).toEqual(Array.from({ length: graph.n }, (_, r) => r));
  });

  it('keeps each tie once with its weight, from who has fewer contacts', () => {
    const contacts = degrees(graph);
    const kept = arcsOf({ n: graph.n, offsets, targets, weights });
    const byPeople = kept.map(([r, s, weight]) => [people[r] ?? -1, people[s] ?? -1, weight] as const);
    for (const [v, w] of byPeople) expect(contacts[v]).toBeLessThanOrEqual(contacts[w] ?? -1);
    const both = byPeople.flatMap(([v, w, weight]) => [
      [v, w, weight],
      [w, v, weight],
    ]);
    const order = (a: readonly number[], b: readonly number[]) =>
      (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0);
    expect(both.toSorted(order)).toEqual(arcsOf(graph));
  });
});

describe('circles of people who all know one another', () => {
  const { graph, of } = circles();

  it('are mostly together: in any order there would be some 84 places where one ends', () => {
    const order = [...oriented(graph).people].map((person) => of[person]);
    expect(order.filter((circle, at) => circle !== order[at - 1]).length).toBeLessThan(30);
  });

  it('leave constraint and effective size what they are', () => {
    const found = burt(graph);
    const plain = plainBurt(matrixOf(graph));
    plain.constraint.forEach((value, v) => expect(found.constraint[v]).toBeCloseTo(value, 12));
    plain.effectiveSize.forEach((value, v) => expect(found.effectiveSize[v]).toBeCloseTo(value, 12));
  });
});
