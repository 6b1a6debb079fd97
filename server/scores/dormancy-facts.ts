import type { CommunityFacts } from '../models/community-state.ts';
import { dayText } from '../models/day-number.ts';
import type { OperationalClock } from '../models/operational-clock.ts';
import { ownRhythm } from '../models/own-rhythm.ts';
import { isSeasonalSilence } from '../models/seasonal-silence.ts';
import type { CommunityLife, Writing } from './community-lives.ts';

/** What the state of a community is decided on, read off its life up to `asOf` (a day number, out). */
export function communityFacts(life: CommunityLife, asOf: number, hasThreads: boolean): CommunityFacts {
  const { writings, clock } = life;
  const activeDays = [...new Set(writings.map(({ day }) => day))];
  const recent = writings.filter(({ day }) => clock.between(day, asOf) <= 60);
  const lastHalfYear = writings.filter(({ day }) => day >= asOf - 180);
  return {
    isArchived: life.isArchived,
    rhythm: ownRhythm(activeDays, asOf, clock),
    isSeasonal: isSeasonalSilence(activeDays, asOf),
    mostPeople: mostPeopleTogether(writings, clock),
    lifeDays: (activeDays.at(-1) ?? 0) - (activeDays[0] ?? 0),
    contributions: contributionsOf(writings),
    recentPeople: new Set(recent.map(({ person }) => person)).size,
    recentContributions: contributionsOf(recent),
    broadcast: hasThreads ? broadcastOf(lastHalfYear) : null,
  };
}

const contributionsOf = (writings: readonly Writing[]): number =>
  writings.reduce((sum, { posts, replies }) => sum + posts + replies, 0);

/** Most distinct people in any 28 consecutive operational days. O(writings). */
function mostPeopleTogether(writings: readonly Writing[], clock: OperationalClock): number {
  const inside = new Map<number, number>();
  let most = 0;
  let oldest = 0;
  for (const { day, person } of writings) {
    inside.set(person, (inside.get(person) ?? 0) + 1);
    for (let left = writings[oldest]; left && clock.between(left.day, day) >= 28; left = writings[++oldest]) {
      const times = (inside.get(left.person) ?? 0) - 1;
      if (times === 0) inside.delete(left.person);
      else inside.set(left.person, times);
    }
    most = Math.max(most, inside.size);
  }
  return most;
}

function broadcastOf(writings: readonly Writing[]): NonNullable<CommunityFacts['broadcast']> {
  const byPerson = new Map<number, number>();
  let posts = 0;
  let replies = 0;
  for (const writing of writings) {
    posts += writing.posts;
    replies += writing.replies;
    byPerson.set(writing.person, (byPerson.get(writing.person) ?? 0) + writing.posts);
  }
  const topFive = [...byPerson.values()].sort((a, b) => b - a).slice(0, 5);
  return { posts, replies, topFiveShare: posts === 0 ? 0 : topFive.reduce((sum, own) => sum + own, 0) / posts };
}

/** Posts and replies in each of the twelve calendar months up to the last day, oldest first, as `3 0 12 …`. */
export function pulseOf(writings: readonly Writing[], asOf: number): string {
  const monthOf = (day: number): number => {
    const text = dayText(day);
    return Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
  };
  const last = monthOf(asOf - 1);
  const months = Array.from({ length: 12 }, () => 0);
  for (const writing of writings) {
    if (writing.day < asOf - 366) continue;
    const back = last - monthOf(writing.day);
    if (back < 12) months[11 - back] = (months[11 - back] ?? 0) + writing.posts + writing.replies;
  }
  return months.join(' ');
}
