const z = 1.959963984540054;

/**
 * 95 % interval of a share of `successes` among `n` (Wilson score, without continuity correction): it stays inside
 * 0–1 and is honest for small n. Null when n is 0.
 * Wilson 1927, Journal of the American Statistical Association 22, 209–212.
 */
export function wilson(successes: number, n: number): { readonly lower: number; readonly upper: number } | null {
  if (n === 0) return null;
  const share = successes / n;
  const centre = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { lower: Math.max(0, (centre - half) / scale), upper: Math.min(1, (centre + half) / scale) };
}
