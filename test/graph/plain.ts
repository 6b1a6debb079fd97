/**
 * The definitions written down as directly as possible, on full matrices, without regard to speed: a second opinion
 * for the kernels. Each function takes weights w[i][j] ≥ 0 with an empty diagonal.
 */
export type Matrix = number[][];

function at(matrix: Matrix, i: number, j: number): number {
  return matrix[i]?.[j] ?? 0;
}

function people(matrix: Matrix): number[] {
  return matrix.map((_, v) => v);
}

/** Lengths of shortest paths by Floyd–Warshall; Infinity where there is none. */
export function plainDistances(w: Matrix, length: (weight: number) => number): Matrix {
  const all = people(w);
  const d = all.map((i) => all.map((j) => (i === j ? 0 : at(w, i, j) > 0 ? length(at(w, i, j)) : Infinity)));
  for (const k of all) {
    for (const row of d) {
      for (const j of all) row[j] = Math.min(row[j] ?? 0, (row[k] ?? 0) + at(d, k, j));
    }
  }
  return d;
}

/** Betweenness over ordered pairs from distances and path counts: Σ σ(s,v) σ(v,t) / σ(s,t). */
export function plainBetweenness(w: Matrix, length: (weight: number) => number): number[] {
  const all = people(w);
  const d = plainDistances(w, length);
  const equal = (a: number, b: number): boolean => a < Infinity && Math.abs(a - b) <= 1e-9 * Math.max(a, b);
  const paths = all.map((s) => {
    const counts: number[] = all.map((t) => (t === s ? 1 : 0));
    const byDistance = all.filter((t) => t !== s && at(d, s, t) < Infinity);
    byDistance.sort((a, b) => at(d, s, a) - at(d, s, b));
    for (const t of byDistance) {
      counts[t] = all
        .filter((v) => at(w, v, t) > 0 && equal(at(d, s, v) + length(at(w, v, t)), at(d, s, t)))
        .reduce((sum, v) => sum + (counts[v] ?? 0), 0);
    }
    return counts;
  });
  return all.map((v) => {
    let sum = 0;
    for (const s of all) {
      for (const t of all) {
        if (s === t || s === v || t === v || !equal(at(d, s, v) + at(d, v, t), at(d, s, t))) continue;
        sum += (at(paths, s, v) * at(paths, v, t)) / at(paths, s, t);
      }
    }
    return sum;
  });
}

/** PageRank as the solution of its linear equations, by Gaussian elimination. */
export function plainPagerank(w: Matrix, damping: number): number[] {
  const all = people(w);
  const n = all.length;
  const out = w.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  const rows = all.map((j) => [
    ...all.map((i) => {
      const share = (out[i] ?? 0) > 0 ? at(w, i, j) / (out[i] ?? 1) : 1 / n;
      return (i === j ? 1 : 0) - damping * share;
    }),
    (1 - damping) / n,
  ]);
  for (const c of all) {
    const pivot = all
      .slice(c)
      .reduce((best, r) => (Math.abs(at(rows, r, c)) > Math.abs(at(rows, best, c)) ? r : best), c);
    [rows[c], rows[pivot]] = [rows[pivot] ?? [], rows[c] ?? []];
    for (const r of all) {
      if (r === c) continue;
      const factor = at(rows, r, c) / at(rows, c, c);
      rows[r] = (rows[r] ?? []).map((value, k) => value - factor * at(rows, c, k));
    }
  }
  return all.map((v) => at(rows, v, n) / at(rows, v, v));
}

/** Burt's constraint and effective size by their sums; NaN for an isolate. */
export function plainBurt(a: Matrix): { constraint: number[]; effectiveSize: number[] } {
  const all = people(a);
  const m = all.map((i) => all.map((j) => at(a, i, j) + at(a, j, i)));
  const p = m.map((row) => row.map((weight) => weight / row.reduce((sum, other) => sum + other, 0)));
  const contacts = (i: number): number[] => all.filter((j) => at(m, i, j) > 0);
  const perPerson = (value: (i: number) => number): number[] =>
    all.map((i) => (contacts(i).length === 0 ? Number.NaN : value(i)));
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    constraint: perPerson((i) =>
      sum(contacts(i).map((j) => (at(p, i, j) + sum(contacts(i).map((q) => at(p, i, q) * at(p, q, j)))) ** 2)),
    ),
    effectiveSize: perPerson((i) =>
      sum(
        contacts(i).map((j) => {
          const strongest = Math.max(...contacts(j).map((k) => at(m, j, k)));
          return 1 - sum(contacts(i).map((q) => (at(p, i, q) * at(m, j, q)) / strongest));
        }),
      ),
    ),
  };
}

/** Triangles each person belongs to, by trying every pair of contacts. */
export function plainTriangles(w: Matrix): number[] {
  const all = people(w);
  return all.map((i) => {
    let count = 0;
    for (const j of all) {
      for (let k = 0; k < j; k++) if (at(w, i, j) > 0 && at(w, i, k) > 0 && at(w, j, k) > 0) count++;
    }
    return count;
  });
}

/** Core numbers by removing people with fewer than k contacts until none is left, for each k. */
export function plainCore(w: Matrix): number[] {
  const all = people(w);
  const core = all.map(() => 0);
  for (let k = 1; k < all.length; k++) {
    let left = all;
    for (let before = -1; before !== left.length; ) {
      before = left.length;
      const inside = left;
      left = inside.filter((v) => inside.filter((u) => at(w, v, u) > 0).length >= k);
    }
    for (const v of left) core[v] = k;
  }
  return core;
}
