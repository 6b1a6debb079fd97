import { tableFromIPC } from 'apache-arrow';
import { queryString, type Question, refusal } from '../../lib/api.ts';

export interface NetworkNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly department: string | null;
  readonly degree: number;
}
export interface NetworkData {
  readonly nodes: readonly NetworkNode[];
  /** Positions in `nodes` of the two ends. */
  readonly edges: readonly { readonly from: number; readonly to: number }[];
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
  const [x, y, department, degree] = ['x', 'y', 'department', 'degree'].map((name) => column(nodes, name));
  const [from, to] = ['from', 'to'].map((name) => column(edges, name));
  return {
    nodes: column(nodes, 'id').map((id, i) => {
      const name = department?.[i];
      return {
        id: String(id),
        x: Number(x?.[i]),
        y: Number(y?.[i]),
        department: typeof name === 'string' ? name : null,
        degree: Number(degree?.[i]),
      };
    }),
    edges: (from ?? []).map((end, i) => ({ from: Number(end), to: Number(to?.[i]) })),
  };
}
