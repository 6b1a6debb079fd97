/**
 * Isotonic regression by pooling adjacent violators: the non-decreasing sequence nearest to `values` in weighted
 * squares. O(n).
 * Ayer et al. 1955, Annals of Mathematical Statistics 26, 641–647.
 */
export function isotonic(values: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  const n = values.length;
  const mean = new Float64Array(n);
  const mass = new Float64Array(n);
  const size = new Uint32Array(n);
  let pools = 0;
  for (let k = 0; k < n; k++) {
    mean[pools] = values[k] as number;
    mass[pools] = weights[k] as number;
    size[pools] = 1;
    while (pools > 0 && (mean[pools - 1] as number) >= (mean[pools] as number)) {
      const before = pools - 1;
      const together = (mass[before] as number) + (mass[pools] as number);
      mean[before] =
        ((mean[before] as number) * (mass[before] as number) + (mean[pools] as number) * (mass[pools] as number)) /
        together;
      mass[before] = together;
      size[before] = (size[before] as number) + (size[pools] as number);
      pools = before;
    }
    pools += 1;
  }
  const fitted = new Float64Array(n);
  let place = 0;
  for (let pool = 0; pool < pools; pool++) {
    const end = place + (size[pool] as number);
    fitted.fill(mean[pool] as number, place, end);
    place = end;
  }
  return fitted;
}
