/** A forecast that only counts: how often it came among closed cases of the same cell. */
interface Table {
  readonly came: Float64Array;
  readonly cases: Float64Array;
}

export const ruleDays = [30, 60, 90] as const;

/** Upper ends, in days of quiet, of all but the last cell of the recency table. */
const recencyEnds = [1, 2, 4, 7, 11, 16, 23, 31, 45, 60, 90];

/** Cases that a cell borrows from the base rate before it has its own. */
const borrowed = 2;

/**
 * What can be said without a model, learnt on closed cases alone: the base rate, the share that stayed silent on either
 * side of 30, 60 and 90 days of quiet (the calibrated day rules), and by twelve lengths of quiet (the recency table).
 */
export interface Baselines {
  readonly climatology: number;
  rule(days: (typeof ruleDays)[number], quiet: number): number;
  recency(quiet: number): number;
}

/** Learns from lists of closed cases: days of quiet, and whether silence came (1), did not (0) or is not known (-1). */
export function learnBaselines(
  closed: readonly { readonly quiet: Float64Array; readonly silent: Int8Array }[],
): Baselines {
  const byRecency = table(recencyEnds.length + 1);
  const byRule = new Map(ruleDays.map((days) => [days, table(2)]));
  for (const { quiet, silent } of closed) {
    silent.forEach((outcome, k) => {
      if (outcome === -1) return;
      count(byRecency, cellOf(quiet[k] as number), outcome);
      for (const [days, own] of byRule) count(own, (quiet[k] as number) > days ? 1 : 0, outcome);
    });
  }
  const all = byRecency.cases.reduce((sum, cases) => sum + cases, 0);
  const climatology = all === 0 ? 0.5 : byRecency.came.reduce((sum, came) => sum + came, 0) / all;
  const share = ({ came, cases }: Table, cell: number): number =>
    ((came[cell] as number) + borrowed * climatology) / ((cases[cell] as number) + borrowed);
  return {
    climatology,
    rule: (days, quiet) => share(byRule.get(days) ?? table(2), quiet > days ? 1 : 0),
    recency: (quiet) => share(byRecency, cellOf(quiet)),
  };
}

const table = (cells: number): Table => ({ came: new Float64Array(cells), cases: new Float64Array(cells) });

function count({ came, cases }: Table, cell: number, outcome: number): void {
  came[cell] = (came[cell] as number) + outcome;
  cases[cell] = (cases[cell] as number) + 1;
}

function cellOf(quiet: number): number {
  const cell = recencyEnds.findIndex((end) => quiet <= end);
  return cell === -1 ? recencyEnds.length : cell;
}
