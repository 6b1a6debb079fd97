export interface Minimum {
  readonly at: readonly number[];
  readonly value: number;
}

interface Vertex {
  readonly at: readonly number[];
  readonly value: number;
}

export interface MinimiseOptions {
  /** Stops when the simplex is no larger than this and its values no further apart. */
  readonly tolerance?: number;
  readonly evaluations?: number;
  /** Whether to start once more from where the simplex came to rest: needless from a start that is nearly right. */
  readonly restart?: boolean;
}

/**
 * A local minimum of `f` by the simplex of Nelder & Mead (1965), coefficients 1, 2, ½, ½, started 5 % (0.00025 at 0)
 * along each axis and once more from where it came to rest, since a simplex may collapse before it has arrived.
 * A value that is not finite counts as very high, so that `f` may refuse a place.
 */
export function minimise(
  f: (at: readonly number[]) => number,
  start: readonly number[],
  { tolerance = 1e-8, evaluations = 3000, restart = true }: MinimiseOptions = {},
): Minimum {
  const first = descend(f, start, tolerance, evaluations);
  if (!restart) return first;
  const again = descend(f, first.at, tolerance, evaluations);
  return again.value < first.value ? again : first;
}

function descend(
  f: (at: readonly number[]) => number,
  start: readonly number[],
  tolerance: number,
  evaluations: number,
): Minimum {
  let used = 0;
  const vertex = (at: readonly number[]): Vertex => {
    used += 1;
    const value = f(at);
    return { at, value: Number.isFinite(value) ? value : Number.MAX_VALUE };
  };
  const byValue = (a: Vertex, b: Vertex) => a.value - b.value;
  let simplex = [
    vertex(start),
    ...start.map((own, axis) => vertex(start.with(axis, own === 0 ? 0.00025 : own * 1.05))),
  ].sort(byValue);
  while (!hasSettled(simplex, tolerance)) {
    if (used >= evaluations) break;
    const best = simplex[0] as Vertex;
    const worst = simplex.at(-1) as Vertex;
    const others = simplex.slice(0, -1);
    const centre = start.map(
      (_, axis) => others.reduce((sum, { at }) => sum + (at[axis] as number), 0) / others.length,
    );
    const along = (step: number) => vertex(centre.map((c, axis) => c + step * ((worst.at[axis] as number) - c)));
    const reflected = along(-1);
    let found: Vertex | null = null;
    if (reflected.value < best.value) {
      const expanded = along(-2);
      found = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < (others.at(-1) as Vertex).value) found = reflected;
    else {
      const isOutside = reflected.value < worst.value;
      const contracted = along(isOutside ? -0.5 : 0.5);
      if (contracted.value < (isOutside ? reflected.value : worst.value)) found = contracted;
    }
    simplex = (
      found === null
        ? [
            best,
            ...simplex
              .slice(1)
              .map(({ at }) => vertex(at.map((value, axis) => ((best.at[axis] as number) + value) / 2))),
          ]
        : [...others, found]
    ).sort(byValue);
  }
  return simplex[0] as Vertex;
}

function hasSettled(simplex: readonly Vertex[], tolerance: number): boolean {
  const [best, ...others] = simplex;
  return others.every(
    ({ at, value }) =>
      value - (best as Vertex).value <= tolerance &&
      at.every((own, axis) => Math.abs(own - (best?.at[axis] as number)) <= tolerance),
  );
}
