import { tieParametersOf } from '../backtest/half-life.ts';
import type { Filter } from '../contract/filters.ts';
import type { Text } from '../contract/text.ts';
import { knownNetwork } from '../facts/known-network.ts';
import { layoutNetwork } from '../facts/layout.ts';
import type { Snapshot } from '../facts/open.ts';
import { toArrow } from '../formats/arrow.ts';
import type { Kernels } from '../graph/workers/kernel-pool.ts';
import { hiddenDepartments } from '../privacy.ts';
import { resolveFilter } from '../resolve-filter.ts';
import { AnswerCache } from './answer-cache.ts';

/**
 * The drawing of a network, as two Arrow streams: nodes (id, x, y, department; degree: contacts in all, contacts: those
 * among the people drawn) and the edges drawn (from, to: positions in the list of nodes; weight: strength; stands_out: false
 * for those that only hold the network together). Nodes are pseudonyms and departments too small are left out.
 */
export interface Drawing {
  readonly nodes: Uint8Array;
  readonly edges: Uint8Array;
}

const text = (key: string) => ({ key, label: { fr: key, en: key }, unit: 'text' as const });

/** Every drawing that the server gives: made once per snapshot and filter, for those who wait and ahead of them. */
export class Drawings {
  static readonly label: Text = { fr: 'Dessin du réseau', en: 'Drawing of the network' };
  readonly #cache = new AnswerCache<Drawing>(20);

  /** @param asker stops the work when everyone who asked for the drawing has gone */
  get(snapshot: Snapshot, filter: Filter, kernels: Kernels, asker?: AbortSignal): Promise<Drawing> {
    return this.#cache.get(
      JSON.stringify([snapshot.snapshot_id, filter]),
      (signal) => draw(snapshot, filter, kernels, signal),
      asker,
    );
  }
}

async function draw(snapshot: Snapshot, filter: Filter, kernels: Kernels, signal: AbortSignal): Promise<Drawing> {
  const resolved = await resolveFilter(snapshot, filter, 'counts');
  const network = await knownNetwork(snapshot, resolved, 'counts');
  signal.throwIfAborted();
  const strong = await knownNetwork(snapshot, resolved, 'strength', await tieParametersOf(snapshot));
  signal.throwIfAborted();
  const hidden = await hiddenDepartments(snapshot);
  const { nodes, edges } = await layoutNetwork(network, strong.undirected, kernels, signal);
  return {
    nodes: toArrow({
      columns: ['id', 'x', 'y', 'department', 'degree', 'contacts'].map(text),
      rows: nodes.map(({ id, x, y, department, degree, contacts }) => ({
        id: id.slice(0, 8),
        x,
        y,
        department: department === null || hidden.has(department) ? null : department,
        degree,
        contacts,
      })),
    }),
    edges: toArrow({
      columns: ['from', 'to', 'weight', 'stands_out'].map(text),
      rows: edges.map(({ from, to, weight, standsOut }) => ({ from, to, weight, stands_out: standsOut })),
    }),
  };
}
