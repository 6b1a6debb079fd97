import { expect, it } from 'vitest';
import { eiIndex } from '../../server/graph/ei-index.ts';
import { usualKernels } from '../../server/graph/workers/usual-kernels.ts';
import type { Context } from '../../server/metrics/define.ts';
import { networkOpenness } from '../../server/metrics/network-openness.ts';
import { randomUndirected } from '../graph/networks.ts';

const departments = ['A', 'B', 'C'];
const networkOf = (departmentOf: Int32Array) => ({
  mode: 'counts' as const,
  undirected: graph,
  departments,
  departmentOf,
});
const graph = randomUndirected(40, 150, 4);
const usual = Int32Array.from({ length: 40 }, (_, v) => v % 3);
const other = Int32Array.from({ length: 40 }, (_, v) => (v < 20 ? 0 : 1));

it('shuffles a network once for whoever asks for as many of the same groups', async () => {
  let shuffled = 0;
  const context: Pick<Context, 'kernel'> = {
    kernel: (name, input) => {
      shuffled++;
      return usualKernels.run(name, input);
    },
  };
  const ask = async (departmentOf: Int32Array, most: number) => {
    const network = networkOf(departmentOf);
    return (await networkOpenness(context, { ties: network, events: network }, most)).events;
  };
  const first = await ask(usual, 150);
  expect(first?.value).toBe(eiIndex(graph, { of: usual, count: 3 }).index);
  expect(await ask(usual.slice(), 150)).toEqual(first);
  expect(shuffled).toBe(1);
  expect((await ask(usual, 300))?.rounds).toBe(300);
  expect(shuffled).toBe(2);
  expect((await ask(other, 150))?.value).toBe(eiIndex(graph, { of: other, count: 3 }).index);
  expect(shuffled).toBe(3);
  expect(await ask(usual, 150)).toEqual(first);
  expect(shuffled).toBe(3);
});
