import type { ResolvedFilter } from '../contract/filters.ts';
import { type IndicesByNumber, indicesByNumber } from '../facts/indices-by-number.ts';
import type { Snapshot } from '../facts/open.ts';
import { AnswerCache } from '../state/answer-cache.ts';

/** Of the window that the pages open with, and of the origins of a proof one after the other. */
const mostKept = 2;
const known = new WeakMap<Snapshot, AnswerCache<IndicesByNumber>>();

/** What `indicesByNumber` gives on a snapshot, which the questions of a score share: no event need look people up by name. */
export function knownIndices(
  snapshot: Snapshot,
  { to, community }: Pick<ResolvedFilter, 'to' | 'community'>,
): Promise<IndicesByNumber> {
  const indices = known.get(snapshot) ?? new AnswerCache<IndicesByNumber>(mostKept);
  known.set(snapshot, indices);
  return indices.get(JSON.stringify([to, community]), () => indicesByNumber(snapshot.db, { to, community }));
}

/** A figure of each node from lines of people's numbers: 0 where none is told. */
export function perNode(
  indices: IndicesByNumber,
  person: ArrayLike<number> | undefined,
  figure: ArrayLike<number> | undefined,
): Float64Array {
  const figures = new Float64Array(indices.people);
  for (let k = 0; k < (person?.length ?? 0); k++) {
    const node = indices.person(person?.[k] as number);
    if (node >= 0) figures[node] = figure?.[k] ?? 0;
  }
  return figures;
}
