import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { components } from '../../server/graph/components.ts';
import { connectedParts } from '../../server/graph/leiden-communities.ts';
import { firstLevel } from '../../server/graph/leiden-level.ts';
import { anyUndirected, arcsOf, undirectedOf } from './networks.ts';

test('parts are the components of the ties within communities', () => {
  fc.assert(
    fc.property(anyUndirected, fc.array(fc.nat({ max: 3 }), { minLength: 14, maxLength: 14 }), (graph, communities) => {
      const of = Uint32Array.from(communities.slice(0, graph.n));
      const inside = undirectedOf(
        graph.n,
        arcsOf(graph).filter(([v, w]) => of[v] === of[w]),
      );
      expect(connectedParts(firstLevel(graph), of)).toEqual(components(inside).labels);
    }),
  );
});
