/**
 * The representative of an element's set in a forest of parents, where a root is its own parent. Halves the path on its way,
 * so that later searches are short (Tarjan & van Leeuwen 1984). Nearly O(1) on average.
 */
export function rootOf(parent: Uint32Array, element: number): number {
  let v = element;
  while (parent[v] !== v) {
    parent[v] = parent[parent[v] as number] as number;
    v = parent[v] as number;
  }
  return v;
}
