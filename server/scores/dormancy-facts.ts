import { firstNotBelow } from '../graph/first-not-below.ts';
import type { CommunityFacts } from '../models/community-state.ts';
import { dayText } from '../models/day-number.ts';
import { lifeStage, mostTogether, type Stage } from '../models/life-stage.ts';
import { ownRhythm } from '../models/own-rhythm.ts';
import { isSeasonalSilence } from '../models/seasonal-silence.ts';
import { activeDaysOf, type CommunityLife, type Writings } from './community-lives.ts';

/** What the state of a community is decided on, read off its life up to the day until which its source is known. */
export function communityFacts(life: CommunityLife, hasThreads: boolean): CommunityFacts {
  const { writings, source } = life;
  const { clock, knownUntil } = source;
  const { day, person } = writings;
  const activeDays = activeDaysOf(writings);
  let recent = day.length;
  while (recent > 0 && clock.between(day[recent - 1] ?? 0, knownUntil) <= 60) recent--;
  return {
    isArchived: life.isArchived,
    isSourceSilent: source.silentSince !== null,
    rhythm: ownRhythm(activeDays, knownUntil, clock),
    isSeasonal: isSeasonalSilence(activeDays, knownUntil, clock),
    mostPeople: mostTogether({ day, person, clock }, 0, day.length),
    lifeDays: (activeDays.at(-1) ?? 0) - (activeDays[0] ?? 0),
    contributions: contributionsFrom(writings, 0),
    recentPeople: new Set(person.subarray(recent)).size,
    recentContributions: contributionsFrom(writings, recent),
    broadcast: hasThreads ? broadcastFrom(writings, firstNotBelow(day, knownUntil - 180, 0, day.length)) : null,
  };
}

/** One that speaks this soon after its source does may be older than the data. */
const sinceBefore = 28;

/** The stage of a community that has spoken, as of the day until which its source is known; null when nobody ever wrote. */
export function communityStage({ writings, createdOn, source }: CommunityLife): Stage | null {
  const { day, person, animates } = writings;
  const [first] = day;
  if (first === undefined) return null;
  const isOlder = createdOn === null && first < source.firstDay + sinceBefore;
  const bornOn = isOlder ? null : Math.min(first, createdOn ?? first);
  return lifeStage({ day, person, animates, clock: source.peopleClock, bornOn }, source.knownUntil);
}

export type Animation = 'present' | 'silent' | 'none';

/** Whether one of its animators wrote in the last 28 operational days; null when the source names no animator anywhere. */
export function animationOf({ animators, writings, source }: CommunityLife): Animation | null {
  if (animators === null) return null;
  if (animators === 0) return 'none';
  const lastWord = writings.day[writings.animates.lastIndexOf(1)];
  const isThere = lastWord !== undefined && source.peopleClock.between(lastWord + 1, source.knownUntil) < presentDays;
  return isThere ? 'present' : 'silent';
}

const presentDays = 28;

/** Posts and replies from an entry on. */
function contributionsFrom({ posts, replies }: Writings, begin: number): number {
  let sum = 0;
  for (let k = begin; k < posts.length; k++) sum += (posts[k] as number) + (replies[k] as number);
  return sum;
}

function broadcastFrom(writings: Writings, begin: number): NonNullable<CommunityFacts['broadcast']> {
  const byPerson = new Map<number, number>();
  let posts = 0;
  let replies = 0;
  for (let k = begin; k < writings.day.length; k++) {
    const own = writings.posts[k] as number;
    const who = writings.person[k] as number;
    posts += own;
    replies += writings.replies[k] as number;
    byPerson.set(who, (byPerson.get(who) ?? 0) + own);
  }
  const topFive = [...byPerson.values()].sort((a, b) => b - a).slice(0, 5);
  return { posts, replies, topFiveShare: posts === 0 ? 0 : topFive.reduce((sum, own) => sum + own, 0) / posts };
}

/**
 * Reads the posts and replies of a community in each of the twelve calendar months up to the last day before `asOf`, oldest
 * first, as `3 0 12 …`.
 */
export function pulseReader(asOf: number): (writings: Pick<Writings, 'day' | 'posts' | 'replies'>) => string {
  const monthOf = (of: number): number => {
    const text = dayText(of);
    return Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
  };
  const last = monthOf(asOf - 1);
  const from = asOf - 366;
  const monthsBack = Int32Array.from({ length: asOf - from }, (_, k) => last - monthOf(from + k));
  return ({ day, posts, replies }) => {
    const months = new Int32Array(12);
    for (let k = firstNotBelow(day, from, 0, day.length); k < day.length; k++) {
      const back = monthsBack[(day[k] as number) - from] as number;
      if (back < 12) months[11 - back] = (months[11 - back] as number) + (posts[k] as number) + (replies[k] as number);
    }
    return months.join(' ');
  };
}
