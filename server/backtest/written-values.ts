import type { TieParameters } from '../contract/tie-parameters.ts';
import type { Snapshot } from '../facts/open.ts';
import { type WrittenEvidence, writtenEvidence } from '../models/written-exchange.ts';
import type { ScoreWindow } from '../scores/score-window.ts';
import { linesOf, loadWrittenLines, weightsOf, type WrittenKind } from '../scores/written-lines.ts';
import type { ListValues } from './tie-variants.ts';

/**
 * A list that rests on what people wrote to each other, under any parameters: `score` gives its values on the evidence.
 * The data are asked once for each half-life and set of caps.
 * @param only the kinds that the list looks at.
 */
export function writtenValues(
  snapshot: Snapshot,
  window: ScoreWindow,
  people: number,
  only: readonly WrittenKind[],
  score: (evidence: WrittenEvidence) => Float64Array,
): ListValues {
  return async (parameters: TieParameters) => {
    const lines = linesOf(await loadWrittenLines(snapshot, window, people, parameters), only);
    const { from, to, week, replied } = lines;
    return score(writtenEvidence(people, window.weeks, from, to, week, weightsOf(lines, parameters, only), replied));
  };
}
