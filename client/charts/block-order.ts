/** Alphabetical, with numbers in their own order. */
export const byName = new Intl.Collator('fr', { numeric: true });

/**
 * An order of names in which those that talk together stand together, so that blocks show: start from the pair with
 * the highest affinity and keep adding, at either end, the name closest to that end. Ties go to the alphabet.
 */
export function blockOrder(names: readonly string[], affinity: (a: string, b: string) => number): string[] {
  const left = names.toSorted(byName.compare);
  const start = left[0];
  if (start === undefined) return [];
  let best: { a: string; b: string; value: number } | null = null;
  for (const a of left) {
    for (const b of left) {
      if (a >= b) continue;
      const value = affinity(a, b);
      if (best === null || value > best.value) best = { a, b, value };
    }
  }
  if (best === null) return [start];
  const order = [best.a, best.b];
  const rest = new Set(left.filter((name) => name !== best.a && name !== best.b));
  while (rest.size > 0) {
    let next: { name: string; value: number; atEnd: boolean } | null = null;
    for (const name of rest) {
      for (const [end, atEnd] of [
        [order[0], false],
        [order.at(-1), true],
      ] as const) {
        const value = end === undefined ? 0 : affinity(name, end);
        if (next === null || value > next.value) next = { name, value, atEnd };
      }
    }
    if (next === null) break;
    rest.delete(next.name);
    if (next.atEnd) order.push(next.name);
    else order.unshift(next.name);
  }
  return order;
}
