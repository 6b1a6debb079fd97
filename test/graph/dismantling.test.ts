import { describe, expect, it } from 'vitest';
import { components } from '../../server/graph/components.ts';
import { dismantlingOrder, largestGroups, withoutTiesOf } from '../../server/graph/dismantling.ts';
import { induced } from '../../server/graph/graph.ts';
import { graphOf, readGraph } from './oracle.ts';

describe('taking a network apart', () => {
  const karate = readGraph('zachary-karate');
  const { nodes } = karate;
  const graph = graphOf(karate, false);

  it('begins with the person of largest collective influence, as published values have it', () => {
    expect(nodes[dismantlingOrder(graph, 1, 1)[0] ?? -1]).toBe('1');
    expect(nodes[dismantlingOrder(graph, 2, 1)[0] ?? -1]).toBe('34');
  });

  it('leaves the largest group that the people who stay form', () => {
    const order = dismantlingOrder(graph, 1, 6);
    const stay = (k: number) => [...nodes.keys()].filter((v) => !order.slice(0, k).includes(v));
    expect(largestGroups(graph, order)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((k) => components(induced(graph, stay(k))).largest),
    );
  });

  it('ends when no tie is left', () => {
    const order = dismantlingOrder(graph, 1, graph.n);
    expect(order.length).toBeLessThan(graph.n);
    const removed = new Uint8Array(graph.n);
    for (const person of order) removed[person] = 1;
    expect(withoutTiesOf(graph, removed).targets).toHaveLength(0);
  });
});
