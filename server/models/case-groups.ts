import type { ScoredCases } from './silence-comparison.ts';

/** The cases of a run apart by a key of each, the keys in order; those without a key are in no group. O(cases · log keys). */
export function caseGroups(
  cases: ScoredCases,
  keyOf: (position: number) => string | null,
): readonly (readonly [string, ScoredCases])[] {
  const positions = new Map<string, number[]>();
  for (let k = 0; k < cases.came.length; k++) {
    const key = keyOf(k);
    if (key === null) continue;
    const known = positions.get(key);
    if (known === undefined) positions.set(key, [k]);
    else known.push(k);
  }
  return [...positions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, own]) => [key, at(cases, own)]);
}

function at(cases: ScoredCases, positions: readonly number[]): ScoredCases {
  return {
    origin: Int32Array.from(positions, (k) => cases.origin[k] as number),
    entity: Uint32Array.from(positions, (k) => cases.entity[k] as number),
    came: Uint8Array.from(positions, (k) => cases.came[k] as number),
    stillActive: Uint8Array.from(positions, (k) => cases.stillActive[k] as number),
    p: (forecaster) => {
      const all = cases.p(forecaster);
      return Float64Array.from(positions, (k) => all[k] as number);
    },
  };
}
