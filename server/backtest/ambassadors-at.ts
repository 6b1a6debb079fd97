import type { ResolvedFilter } from '../contract/filters.ts';
import type { TieParameters } from '../contract/tie-parameters.ts';
import type { Snapshot } from '../facts/open.ts';
import type { AmbassadorEvidence } from '../models/ambassador-facets.ts';
import { loadAmbassadorEvidence } from '../scores/ambassador-evidence.ts';
import { ambassadorValues } from '../scores/ambassador-scoring.ts';
import { eligiblePeople } from '../scores/ambassadors.ts';
import { loadCandidates } from '../scores/candidates.ts';
import { type ScoreWindow, scoreWindow } from '../scores/score-window.ts';

/** The score of ambassadors as it was on the day that ends a period, before anybody is left out of the list. */
export interface AmbassadorsAt {
  readonly window: ScoreWindow;
  /** Everyone who is a node. */
  readonly people: number;
  readonly evidence: AmbassadorEvidence;
  /** Indices of the people compared, and their scores. */
  readonly eligible: Uint32Array;
  readonly values: Float64Array;
}

/** Scores from what happened before the end of the period alone; null for undated data. */
export async function ambassadorsAt(
  snapshot: Snapshot,
  filter: ResolvedFilter,
  parameters: TieParameters,
): Promise<AmbassadorsAt | null> {
  const window = scoreWindow(filter);
  if (window === null) return null;
  const candidates = await loadCandidates(snapshot, window.filter, null);
  const evidence = await loadAmbassadorEvidence(snapshot, window, candidates, parameters);
  const eligible = eligiblePeople(candidates, evidence, window);
  return { window, people: candidates.length, evidence, eligible, values: ambassadorValues(evidence, eligible) };
}
