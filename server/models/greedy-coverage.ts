export interface Coverer {
  readonly id: string;
  /** What the subject covers, each item once. */
  readonly covers: readonly string[];
}

/**
 * Greedy maximum coverage: again and again the one who adds most items not yet covered (of two, the smaller id), until
 * nobody adds any. At each length the covered number is at least 63 % of the best possible (Nemhauser et al. 1978).
 */
export function greedyCoverage(
  candidates: readonly Coverer[],
): { readonly id: string; readonly adds: readonly string[] }[] {
  const covered = new Set<string>();
  const left = [...candidates].sort((a, b) => (a.id < b.id ? -1 : 1));
  const chosen: { id: string; adds: readonly string[] }[] = [];
  for (;;) {
    let best: { id: string; adds: readonly string[] } | null = null;
    for (const { id, covers } of left) {
      const adds = covers.filter((item) => !covered.has(item));
      if (adds.length > (best?.adds.length ?? 0)) best = { id, adds };
    }
    if (best === null) return chosen;
    for (const item of best.adds) covered.add(item);
    chosen.push(best);
  }
}
