import { normalQuantile } from '../graph/statistics.ts';
import type { Random } from '../graph/random.ts';
import { aliveProbability, type MbgNbd } from './mbg-nbd.ts';

/**
 * Draws of the probability of silence of one entity, given what its own rate and its own chance of stopping may be after
 * what was seen of it: their mean is `silenceForecast`, their spread what is not known of the entity. Exact, since the
 * posterior is a mixture of two conjugate ones, for those who stopped and those who did not.
 */
export function silenceDraws(
  model: MbgNbd,
  { x, tx, T }: { readonly x: number; readonly tx: number; readonly T: number },
  horizon: number,
  draws: number,
  stream: Random,
): Float64Array {
  const { r, alpha, a, b } = model;
  const alive = aliveProbability(model, x, tx, T);
  return Float64Array.from({ length: draws }, () => {
    const isAlive = stream.next() < alive;
    const rate = gammaDraw(r + x, stream) / (alpha + (isAlive ? T : tx));
    const stops = betaDraw(isAlive ? a : a + 1, isAlive ? b + x + 1 : b + x, stream);
    const silentSoFar = (1 - stops) * Math.exp(-rate * (T - tx));
    const aliveNow = silentSoFar / (stops + silentSoFar);
    return 1 + aliveNow * Math.expm1(-rate * horizon);
  });
}

function betaDraw(a: number, b: number, stream: Random): number {
  const one = gammaDraw(a, stream);
  return one / (one + gammaDraw(b, stream));
}

/** A draw of Gamma(shape, 1). Marsaglia & Tsang 2000, ACM Transactions on Mathematical Software 26, 363–372. */
function gammaDraw(shape: number, stream: Random): number {
  if (shape < 1) return gammaDraw(shape + 1, stream) * (1 - stream.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = normalQuantile((1 - stream.next()) * (1 - 2 ** -53));
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - stream.next()) < (z * z) / 2 + d * (1 - v + Math.log(v))) return d * v;
  }
}
