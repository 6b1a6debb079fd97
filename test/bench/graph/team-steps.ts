import { performance } from 'node:perf_hooks';
import { buildDirected, undirected } from '../../../server/graph/graph.ts';
import { KernelPool } from '../../../server/graph/workers/kernel-pool.ts';
import { shared } from '../../../server/graph/workers/shared.ts';
import { readArcs } from './arcs-file.ts';
import { tellPair } from './steps.ts';

/**
 * One thread and two by turns on the same network: team-steps FOLDER PAIRS KERNEL…
 * Prints the seconds of each pair, after having compared the results of both.
 */
const [folder = '', pairs = '5', ...names] = process.argv.slice(2);
const { n, from, to, weight } = readArcs(folder);
const directed = shared(buildDirected(n, from, to, weight));
const ties = shared(undirected(directed, 'sum'));
const one = new KernelPool(1);
const two = new KernelPool(2);

for (const name of names) {
  // The first runs of a thread translate the kernel: not what is measured.
  for (let pair = -2; pair < Number(pairs); pair++) {
    const [single, expected] = await timed(one, name);
    const [double, found] = await timed(two, name);
    const differs = found.length !== expected.length || found.some((value, at) => !Object.is(value, expected[at]));
    if (differs) throw new Error(`${name}: two threads give another result than one`);
    if (pair >= 0) tellPair(name, single, double);
  }
}
await one.close();
await two.close();

async function timed(pool: KernelPool, name: string): Promise<[seconds: number, values: Float64Array]> {
  const start = performance.now();
  const values = await work(pool, name);
  return [(performance.now() - start) / 1000, values];
}

async function work(pool: KernelPool, name: string): Promise<Float64Array> {
  switch (name) {
    case 'pagerank':
      return (await pool.run('pagerank', { graph: directed, options: {} })).values;
    case 'triangles':
      return (await pool.run('triangles', ties)).perPerson;
    case 'constraint':
      return (await pool.run('burt', ties)).constraint;
    case 'betweenness':
      return await pool.run('betweenness', { graph: directed, options: { directed: true } });
    default:
      throw new Error(`unknown kernel: ${name}`);
  }
}
