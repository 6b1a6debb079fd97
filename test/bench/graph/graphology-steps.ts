import Graphology from 'graphology';
import { connectedComponents } from 'graphology-components';
import { coreNumber } from 'graphology-cores';
import pagerankCentrality from 'graphology-metrics/centrality/pagerank.js';
import { readArcs } from './arcs-file.ts';
import { keep, tellMemory, timed } from './steps.ts';

/** The steps of the comparison done by graphology in one process: graphology-steps FOLDER STEP… */
const [folder = '', ...steps] = process.argv.slice(2);
const arcs = readArcs(folder);
const directed = timed('build', () => network('directed'));
let ties = directed;
for (const step of steps) keep(folder, 'graphology', step, work(step));
tellMemory();

function network(type: 'directed' | 'undirected'): Graphology {
  const graph = new Graphology({ type });
  for (let v = 0; v < arcs.n; v++) graph.addNode(v);
  for (let e = 0; e < arcs.from.length; e++) {
    const attributes = { weight: arcs.weight[e] };
    if (type === 'directed') graph.addEdge(arcs.from[e], arcs.to[e], attributes);
    else graph.mergeEdge(arcs.from[e], arcs.to[e], attributes);
  }
  return graph;
}

function work(step: string): ArrayLike<number> {
  switch (step) {
    case 'undirected':
      ties = timed(step, () => network('undirected'));
      return [ties.size];
    case 'pagerank': {
      const options = { getEdgeWeight: 'weight', tolerance: 1e-12 / arcs.n, maxIterations: 500 };
      return inOrder(timed(step, () => pagerankCentrality(directed, options)));
    }
    case 'components':
      return timed(step, () => connectedComponents(directed))
        .map((part) => part.length)
        .sort((a, b) => a - b);
    case 'k-core': {
      // The package's types ask for a first argument that its code does not take.
      const cores = coreNumber as unknown as (graph: Graphology) => Record<string, number>;
      return inOrder(timed(step, () => cores(ties)));
    }
    default:
      throw new Error(`unknown step: ${step}`);
  }
}

function inOrder(values: Readonly<Record<string, number>>): Float64Array {
  return Float64Array.from({ length: arcs.n }, (_, v) => values[v] ?? Number.NaN);
}
