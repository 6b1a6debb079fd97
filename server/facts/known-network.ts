import type { ResolvedFilter, TieMode } from '../contract/filters.ts';
import { type TieParameters, tieParameters } from '../contract/tie-parameters.ts';
import { binary, type Graph } from '../graph/graph.ts';
import { sharedArrays } from '../graph/workers/shared.ts';
import { AnswerCache } from '../state/answer-cache.ts';
import { loadNetwork, type Network } from './network.ts';
import type { Snapshot } from './open.ts';

/** Networks kept of a snapshot: counted and by strength, of the question that the pages open with. Each may take 500 MB. */
const mostKept = 2;
const known = new WeakMap<Snapshot, AnswerCache<Network>>();

/**
 * What `loadNetwork` gives on a snapshot, which questions that follow one another share: nobody may write to it. Whether
 * people are tied at all is read off how often they exchanged.
 */
export async function knownNetwork(
  snapshot: Snapshot,
  filter: ResolvedFilter,
  mode: TieMode,
  parameters: TieParameters = tieParameters,
): Promise<Network> {
  const { db, time_zone } = snapshot;
  let networks = known.get(snapshot);
  if (networks === undefined) {
    networks = new AnswerCache(mostKept);
    known.set(snapshot, networks);
  }
  const { from, to, department, community } = filter;
  const scope = [from, to, department, community];
  if (mode === 'strength') {
    const key = JSON.stringify([...scope, parameters]);
    return await networks.get(key, () => loadNetwork(db, time_zone, filter, mode, parameters));
  }
  const counted = await networks.get(JSON.stringify(scope), () => loadNetwork(db, time_zone, filter, 'counts'));
  if (mode === 'counts') return { ...counted, parameters };
  return {
    ...counted,
    mode,
    parameters,
    directed: eachOnce(counted.directed),
    undirected: eachOnce(counted.undirected),
  };
}

const onceOf = new WeakMap<Graph, Graph>();

/** `binary` of a graph that nobody writes to, made once. */
export function eachOnce(graph: Graph): Graph {
  const known = onceOf.get(graph) ?? binary(graph, sharedArrays);
  onceOf.set(graph, known);
  return known;
}
