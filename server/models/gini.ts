/**
 * Gini coefficient of counts, zeros included: 2 Σ i·x_i ÷ (n Σ x) − (n + 1) ÷ n with x ascending.
 * 0 when all are equal, (n − 1) ÷ n when one has everything; null without anyone or when all are 0.
 * Gini 1912, Variabilità e mutabilità; the population form, without the small-sample factor n ÷ (n − 1).
 */
export function gini(counts: ArrayLike<number>): number | null {
  const ascending = Float64Array.from(counts).sort();
  const n = ascending.length;
  let total = 0;
  let ranked = 0;
  ascending.forEach((count, index) => {
    total += count;
    ranked += (index + 1) * count;
  });
  return total > 0 ? (2 * ranked) / (n * total) - (n + 1) / n : null;
}
