import { type CommunityFacts, communityState } from './community-state.ts';
import type { Lifetime } from './community-survival.ts';
import type { OperationalClock } from './operational-clock.ts';
import { ownRhythm } from './own-rhythm.ts';
import { isSeasonalSilence } from './seasonal-silence.ts';

/** A community as it is known at the end. Days are day numbers. */
export interface WatchedCommunity {
  /** Days on which somebody wrote, sorted, each once, all before `knownUntil`. */
  readonly activeDays: readonly number[];
  readonly createdOn: number | null;
  readonly archivedOn: number | null;
  /** Day on which anybody first wrote in its source. */
  readonly sourceFirstDay: number;
  /** Day (out) up to which anything is known of its source. */
  readonly knownUntil: number;
  readonly clock: OperationalClock;
  /** What its state is decided on; its rhythm, season and archival are judged here day by day. */
  readonly facts: CommunityFacts;
}

/** One without a day of creation that speaks this soon after its source does may be older than the data, by any time. */
const sinceBefore = 28;

/**
 * The life of a community, or why it has none: nobody ever wrote (`silent`), or it was there before the data and nobody
 * knows since when (`unknown_age`). It is born when somebody first writes; one created before the data, on that day, and it
 * is watched from the first word on, since those that had fallen silent before are not in the data. It ends on the day on
 * which it became dormant, or failed to start, and has stayed so. Archived while it lived, it leaves that day.
 */
export function lifetimeOf(community: WatchedCommunity): Lifetime | 'silent' | 'unknown_age' {
  const { activeDays, createdOn, archivedOn, sourceFirstDay, knownUntil } = community;
  const [first] = activeDays;
  const last = activeDays.at(-1);
  if (first === undefined || last === undefined) return 'silent';
  if (createdOn === null && first < sourceFirstDay + sinceBefore) return 'unknown_age';
  const born = createdOn !== null && createdOn < sourceFirstDay ? createdOn : first;
  // One that is written in after its archival was alive then.
  const until = archivedOn === null ? knownUntil : Math.min(knownUntil, Math.max(archivedOn, last + 1));
  const ended = endedOn(community, last, until);
  return { entered: first - born, left: (ended ?? until) - born, ended: ended !== null };
}

/**
 * First day (out) as of which the community is over and stays so until `until`; null when it still lives then. A silence
 * only grows less probable and an off season ends once, so that the day is found by halving.
 */
function endedOn(community: WatchedCommunity, last: number, until: number): number | null {
  if (!isOver(community, until)) return null;
  let alive = last + 1;
  let over = until;
  while (over - alive > 1) {
    const middle = (alive + over) >> 1;
    if (isOver(community, middle)) over = middle;
    else alive = middle;
  }
  return over;
}

function isOver({ activeDays, clock, facts }: WatchedCommunity, asOf: number): boolean {
  const state = communityState({
    ...facts,
    isArchived: false,
    isSourceSilent: false,
    rhythm: ownRhythm(activeDays, asOf, clock),
    isSeasonal: isSeasonalSilence(activeDays, asOf, clock),
  });
  return state === 'dormant' || state === 'never_started';
}
