import { betweenness } from '../../../server/graph/betweenness.ts';
import { burt } from '../../../server/graph/burt.ts';
import { components } from '../../../server/graph/components.ts';
import { arcCount, buildDirected, edgeCount, type Graph, undirected } from '../../../server/graph/graph.ts';
import { leiden } from '../../../server/graph/leiden.ts';
import { kCore } from '../../../server/graph/k-core.ts';
import { pagerank } from '../../../server/graph/pagerank.ts';
import { triangles } from '../../../server/graph/triangles.ts';
import { readArcs } from './arcs-file.ts';
import { fastestOf, keep, tellMemory } from './steps.ts';

/** The steps of the comparison done by Vigie in one process: vigie-steps FOLDER TIMES STEP…; the fastest time counts. */
const [folder = '', times = '1', ...steps] = process.argv.slice(2);
const directed = fastest('build', () => {
  const { n, from, to, weight } = readArcs(folder);
  return buildDirected(n, from, to, weight);
});
let ties = directed;
for (const step of steps) keep(folder, 'vigie', step, work(step));
tellMemory();

function work(step: string): ArrayLike<number> {
  switch (step) {
    case 'undirected':
      ties = fastest(step, () => undirected(directed, 'sum'));
      return [edgeCount(ties)];
    case 'pagerank':
      // igraph's solver stops at the same tolerance.
      return fastest(step, () => pagerank(directed, { tolerance: 1e-10 })).values;
    case 'components':
      return fastest(step, () => components(directed))
        .sizes.slice()
        .sort();
    case 'k-core':
      return fastest(step, () => kCore(ties));
    case 'triangles':
      return fastest(step, () => triangles(ties)).perPerson;
    case 'constraint':
      return fastest(step, () => burt(directed)).constraint;
    case 'betweenness':
      return fastest(step, () => betweenness(directed, { directed: true }));
    case 'leiden': {
      const found = fastest(step, () => leiden(ties, { seed: 1 }));
      checkConnected(ties, found.of);
      return [found.modularity ?? Number.NaN];
    }
    case 'arcs':
      return [arcCount(directed)];
    default:
      throw new Error(`unknown step: ${step}`);
  }
}

function fastest<T>(step: string, run: () => T): T {
  return fastestOf(Number(times), step, run);
}

/** @throws Error when someone can't be reached from the rest of their community within it. */
function checkConnected({ n, offsets, targets }: Graph, of: Int32Array): void {
  const isReached = new Uint8Array(n);
  const entered = new Set<number>();
  for (let start = 0; start < n; start++) {
    if (isReached[start] === 1) continue;
    const community = of[start] ?? -1;
    if (entered.has(community)) throw new Error(`community ${community} is in pieces`);
    entered.add(community);
    const reached = [start];
    isReached[start] = 1;
    for (let v = reached.pop(); v !== undefined; v = reached.pop()) {
      for (let k = offsets[v] ?? 0; k < (offsets[v + 1] ?? 0); k++) {
        const w = targets[k] ?? 0;
        if (of[w] !== community || isReached[w] === 1) continue;
        isReached[w] = 1;
        reached.push(w);
      }
    }
  }
}
