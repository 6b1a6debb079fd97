import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawnPeople, type Layout, layoutNetwork } from '../../server/facts/layout.ts';
import { loadNetwork, type Network } from '../../server/facts/network.ts';
import type { Graph } from '../../server/graph/graph.ts';
import { KernelPool } from '../../server/graph/workers/kernel-pool.ts';
import { resolveFilter } from '../../server/resolve-filter.ts';
import { type NamedNetwork, openTies } from '../support/named-network.ts';

const kernels = new KernelPool(1, Infinity);

// Two departments of twelve: a circle with chords inside each, one tie between, and someone without ties.
const members = (letter: string) => Array.from({ length: 12 }, (_, i) => `${letter}${i}`);
const inside = (people: readonly string[]) =>
  people.flatMap((a, i) => [1, 2, 5].map((step) => [a, people[(i + step) % people.length] ?? a] as const));

let opened: NamedNetwork;
let network: Network;
let strong: Graph;
let layout: Layout;
beforeAll(async () => {
  const departments = Object.fromEntries(
    ['s', 't'].flatMap((letter) => members(letter).map((person) => [person, letter] as const)),
  );
  opened = await openTies([...inside(members('s')), ...inside(members('t')), ['s0', 't0']], {
    departments: { ...departments, alone: 's' },
  });
  ({ network, strong } = await load(opened));
  layout = await layoutNetwork(network, strong, kernels);
});
afterAll(() => opened.snapshot.close());

async function load({ snapshot }: NamedNetwork): Promise<{ network: Network; strong: Graph }> {
  const filter = await resolveFilter(snapshot, {}, 'counts');
  const network = await loadNetwork(snapshot.db, 'UTC', filter, 'counts');
  return { network, strong: (await loadNetwork(snapshot.db, 'UTC', filter, 'strength')).undirected };
}

const distance = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y);

describe('drawing of the network', () => {
  it('places everyone with a tie inside the square, the most connected first', () => {
    expect(layout.nodes).toHaveLength(24);
    expect(
      layout.nodes
        .map(({ id }) => opened.nameOf(id))
        .slice(0, 2)
        .sort(),
    ).toEqual(['s0', 't0']);
    for (const { x, y } of layout.nodes) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1 + 1e-12);
    expect(Math.max(...layout.nodes.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]))).toBeCloseTo(1, 9);
  });

  it('lists each tie once, by positions in the list of people', () => {
    // Each circle has 12 × 3 ties (steps 1, 2 and 5 never meet), and one tie joins them.
    expect(layout.edges).toHaveLength(73);
    for (const { from, to } of layout.edges) expect([from < to, to < 24]).toEqual([true, true]);
    expect(layout.nodes.reduce((sum, { degree }) => sum + degree, 0)).toBe(2 * 73);
  });

  it('puts the people of a department near one another', () => {
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const pairs = layout.nodes.flatMap((a, i) => layout.nodes.slice(i + 1).map((b) => [a, b] as const));
    const apart = (same: boolean) =>
      mean(pairs.filter(([a, b]) => (a.department === b.department) === same).map(([a, b]) => distance(a, b)));
    expect(apart(true)).toBeLessThan(0.6 * apart(false));
  });

  it('is the same each time', async () => {
    expect(await layoutNetwork(network, strong, kernels)).toEqual(layout);
  });

  it('draws only a department when asked, with the contacts its people have everywhere', async () => {
    const inScope = Uint8Array.from(network.departmentOf, (department) =>
      Number(network.departments[department] === 't'),
    );
    const { nodes, edges } = await layoutNetwork({ ...network, inScope }, strong, kernels);
    expect(nodes).toHaveLength(12);
    expect(edges).toHaveLength(36);
    expect(nodes.find(({ id }) => opened.nameOf(id) === 't0')?.degree).toBe(7);
  });

  it('stays empty for an empty network', async () => {
    const nobody = { ...network, inScope: new Uint8Array(network.people.length) };
    expect(await layoutNetwork(nobody, strong, kernels)).toEqual({
      nodes: [],
      edges: [],
    });
  });

  it('draws the most strongly connected when there are too many', async () => {
    const ring = Array.from({ length: drawnPeople + 50 }, (_, i) => i);
    const edges = ring.map((i) => [`p${i}`, `p${(i + 1) % ring.length}`] as const);
    const crowd = await openTies([...edges, ...ring.slice(0, 100).map((i) => [`p${i}`, `p${i + 500}`] as const)]);
    const loaded = await load(crowd);
    const { nodes } = await layoutNetwork(loaded.network, loaded.strong, kernels);
    crowd.snapshot.close();
    expect(nodes).toHaveLength(drawnPeople);
    expect(nodes.filter(({ degree }) => degree === 3)).toHaveLength(200);
  });
});
