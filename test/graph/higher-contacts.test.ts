import { expect, test } from 'vitest';
import { higherContacts } from '../../server/graph/higher-contacts.ts';
import { randomUndirected, undirectedOf } from './networks.ts';

test('the contacts of a higher number begin after those of a lower one, at the end of the row where there are none', () => {
  // Rows: 0: 1 2; 1: 0 3; 2: 0 3; 3: 1 2; 4 has none.
  const graph = undirectedOf(5, [
    [0, 1],
    [0, 2],
    [1, 3],
    [2, 3],
  ]);
  expect([...higherContacts(graph)]).toEqual([0, 3, 5, 8, 8]);
});

test('from there on each tie is met once', () => {
  const graph = randomUndirected(40, 200, 3);
  const starts = higherContacts(graph);
  let met = 0;
  for (let v = 0; v < graph.n; v++) {
    const [begin, end] = [graph.offsets[v] ?? 0, graph.offsets[v + 1] ?? 0];
    const start = starts[v] ?? -1;
    expect([...graph.targets.subarray(begin, start)].every((other) => other < v)).toBe(true);
    expect([...graph.targets.subarray(start, end)].every((other) => other > v)).toBe(true);
    met += end - start;
  }
  expect(met).toBe(graph.targets.length / 2);
});
