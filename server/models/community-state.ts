import type { OwnRhythm } from './own-rhythm.ts';

export const communityStates = [
  'active',
  'alarm',
  'dormant',
  'monologue',
  'never_started',
  'seasonal',
  'finished',
  'broadcast_only',
  'no_data',
] as const;
export type CommunityState = (typeof communityStates)[number];

/** What the state of a community is decided on. People are humans who wrote; operational days are those of its clock. */
export interface CommunityFacts {
  readonly isArchived: boolean;
  /** Nothing is known of any community of its source after the day on which it is judged. */
  readonly isSourceSilent: boolean;
  /** Null when nobody ever wrote. */
  readonly rhythm: OwnRhythm | null;
  readonly isSeasonal: boolean;
  /** Most distinct people in any 28 consecutive operational days of its life. */
  readonly mostPeople: number;
  /** Days from the first to the last on which somebody wrote. */
  readonly lifeDays: number;
  /** Posts and replies since the beginning. */
  readonly contributions: number;
  /** In the last 60 operational days. */
  readonly recentPeople: number;
  readonly recentContributions: number;
  /** Posts and replies of the last 180 days; null when the data do not tell replies from posts. */
  readonly broadcast: { readonly posts: number; readonly replies: number; readonly topFiveShare: number } | null;
}

/** Thresholds, public in the handbook. */
export const dormancyRules = {
  /** Operational days of silence after which a community is dormant, unless it is quiet by nature. */
  dormantAfter: 60,
  /** A silence rarer than this for the community's own rhythm is no ordinary one. */
  improbable: 0.01,
  /** No community is quiet by nature for longer than this, in calendar days. */
  longestQuiet: 365,
  /** Someone who wrote this often alone in 60 operational days is talking to themselves. */
  monologueContributions: 3,
} as const;

/** What a community is already when its source falls silent, it stays; of the others nothing is known any more. */
const settled: ReadonlySet<CommunityState> = new Set(['finished', 'never_started', 'seasonal', 'dormant']);

/**
 * The state of a community, first rule that holds: finished; never_started; then, when its silence is improbable,
 * seasonal, dormant (60 operational days) or alarm; then broadcast_only, monologue, active. When its whole source is
 * silent, no_data takes the place of alarm and of the last three.
 */
export function communityState(facts: CommunityFacts): CommunityState {
  const state = ownState(facts);
  return facts.isSourceSilent && !settled.has(state) ? 'no_data' : state;
}

function ownState(facts: CommunityFacts): CommunityState {
  if (facts.isArchived) return 'finished';
  const { rhythm } = facts;
  if (rhythm === null) return 'never_started';
  if (rhythm.operationalSilentDays >= 28 && neverTookOff(facts)) return 'never_started';
  const isImprobable = rhythm.silenceProbability < dormancyRules.improbable;
  if (isImprobable || rhythm.silentDays > dormancyRules.longestQuiet) {
    if (facts.isSeasonal) return 'seasonal';
    const isLong = rhythm.operationalSilentDays >= dormancyRules.dormantAfter;
    if (isLong || rhythm.silentDays > dormancyRules.longestQuiet) return 'dormant';
    if (rhythm.operationalSilentDays > rhythm.longestGap) return 'alarm';
  }
  if (isBroadcast(facts.broadcast)) return 'broadcast_only';
  const isMonologue = facts.recentPeople === 1 && facts.recentContributions >= dormancyRules.monologueContributions;
  return isMonologue ? 'monologue' : 'active';
}

/** Never three people within 28 days, fewer than ten contributions, all within the 90 days of a launch. */
function neverTookOff({ mostPeople, contributions, lifeDays }: CommunityFacts): boolean {
  return mostPeople < 3 && contributions < 10 && lifeDays < 90;
}

/** At least five posts, nine tenths of them by five people at most, and less than three replies in ten contributions. */
function isBroadcast(broadcast: CommunityFacts['broadcast']): boolean {
  if (broadcast === null || broadcast.posts < 5) return false;
  return broadcast.replies <= 0.3 * (broadcast.posts + broadcast.replies) && broadcast.topFiveShare >= 0.9;
}
