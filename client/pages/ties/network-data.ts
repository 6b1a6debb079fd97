import { tableFromIPC } from 'apache-arrow';
import { queryString, type Question, refusal } from '../../lib/api.ts';

export interface NetworkNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly department: string | null;
  readonly degree: number;
  /** Contacts among the people drawn, by a tie drawn or not. */
  readonly contacts: number;
}
export interface NetworkEdge {
  /** Positions in `nodes` of the two ends. */
  readonly from: number;
  readonly to: number;
  /** False: drawn to hold the network together. */
  readonly standsOut: boolean;
}
export interface NetworkData {
  readonly nodes: readonly NetworkNode[];
  /** The ties drawn. */
  readonly edges: readonly NetworkEdge[];
  /** Ties between the people drawn, drawn or not. */
  readonly ties: number;
}

/** The drawing of the network under a filter, decoded column by column. */
export async function loadNetwork(question: Question, signal: AbortSignal): Promise<NetworkData> {
  const { masked: _always, ...filter } = question;
  const [nodes, edges] = await Promise.all(
    (['nodes', 'edges'] as const).map(async (part) => {
      const response = await fetch(`/api/network/${part}${queryString(filter)}`, { signal });
      if (!response.ok) throw await refusal(response);
      return tableFromIPC(new Uint8Array(await response.arrayBuffer()));
    }),
  );
  const column = (table: typeof nodes, name: string): unknown[] => [...(table?.getChild(name) ?? [])];
  const [x, y, department, degree, contacts] = ['x', 'y', 'department', 'degree', 'contacts'].map((name) =>
    column(nodes, name),
  );
  const [from, to, standsOut] = ['from', 'to', 'stands_out'].map((name) => column(edges, name));
  return {
    nodes: column(nodes, 'id').map((id, i) => {
      const name = department?.[i];
      return {
        id: String(id),
        x: Number(x?.[i]),
        y: Number(y?.[i]),
        department: typeof name === 'string' ? name : null,
        degree: Number(degree?.[i]),
        contacts: Number(contacts?.[i]),
      };
    }),
    edges: (from ?? []).map((end, i) => ({
      from: Number(end),
      to: Number(to?.[i]),
      standsOut: standsOut?.[i] === true,
    })),
    ties: (contacts ?? []).reduce<number>((sum, own) => sum + Number(own), 0) / 2,
  };
}
