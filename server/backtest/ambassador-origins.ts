import type { ResolvedFilter } from '../contract/filters.ts';
import { tieParameters } from '../contract/tie-parameters.ts';
import { anotherPerson } from '../facts/another-person.ts';
import { loadNetwork } from '../facts/network.ts';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { numberedPeople, numberedTieEvents } from '../facts/tie-events.ts';
import { pagerank } from '../graph/pagerank.ts';
import { quantile } from '../graph/statistics.ts';
import { loadActivations } from '../metrics/activations.ts';
import { activationEffect } from '../models/activation-effect.ts';
import { dayNumber, dayText } from '../models/day-number.ts';
import type { RankingOrigin } from '../models/ranking-backtest.ts';
import { nextDay } from '../resolve-filter.ts';
import { loadVisibleCounts } from '../scores/visible-counts.ts';
import { ambassadorsAt } from './ambassadors-at.ts';
import { isLarge } from './large-past.ts';
import { rollingOrigins } from './origins.ts';

/** Ways to choose whom to invite, the score of ambassadors first. */
export const rankingIds = ['ambassadors', 'contributions', 'pagerank', 'random'] as const;
export type RankingId = (typeof rankingIds)[number];

/** What an ambassador should bring about: newcomers who dare to write, and different people who write back. */
export const outcomeIds = ['newcomers', 'people_who_wrote'] as const;
export type OutcomeId = (typeof outcomeIds)[number];

/** Days after an origin in which something must come of it. */
export const horizonDays = 90;
const fewestPeople = 20;

/** Origins tried, and those on a large past. */
const mostOrigins = 8;
const fewerOrigins = 4;

/**
 * Origins thirteen weeks apart, so that no outcome is counted twice, or four where that leaves fewer than three; each has
 * twelve weeks of history. None for undated data or too short a past.
 */
export function ambassadorOrigins(
  { first_day: first, last_day: last }: Pick<Snapshot, 'first_day' | 'last_day'>,
  events: number,
): string[] {
  if (first === null || last === null) return [];
  const every = (weeks: number) =>
    rollingOrigins(first, nextDay(last), {
      weeks,
      horizon: horizonDays,
      history: 84,
      most: isLarge(events) ? fewerOrigins : mostOrigins,
    });
  const quarters = every(13);
  return quarters.length >= 3 ? quarters : every(4);
}

/** The rankings on one day from what came before it alone; null when too few people could be compared. */
export async function rankingsAt(
  snapshot: Snapshot,
  origin: string,
): Promise<{ people: Uint32Array; rankings: Float64Array[] } | null> {
  // The default half-life: one chosen on the whole past would know what came after.
  const at = await ambassadorsAt(snapshot, before(snapshot, origin), tieParameters);
  if (at === null || at.eligible.length < fewestPeople) return null;
  const { window, eligible, values } = at;
  const posts = await loadVisibleCounts(snapshot, window);
  const { directed } = await loadNetwork(snapshot.db, snapshot.time_zone, window.filter, 'strength', tieParameters);
  const attention = pagerank(directed).values;
  const of = (all: Float64Array) => Float64Array.from(eligible, (person) => all[person] as number);
  const rankings: Record<RankingId, Float64Array> = {
    ambassadors: values,
    contributions: of(posts),
    pagerank: of(attention),
    random: new Float64Array(eligible.length),
  };
  return { people: eligible, rankings: rankingIds.map((id) => rankings[id]) };
}

/** Rankings and outcomes at each origin, by outcome. */
export async function loadAmbassadorOrigins(
  snapshot: Snapshot,
  origins: readonly string[],
): Promise<Record<OutcomeId, RankingOrigin[]>> {
  const loaded: Record<OutcomeId, RankingOrigin[]> = { newcomers: [], people_who_wrote: [] };
  for (const origin of origins) {
    const ranked = await rankingsAt(snapshot, origin);
    if (ranked === null) continue;
    const after = { from: origin, to: dayText(dayNumber(origin) + horizonDays) };
    const of = (all: ArrayLike<number>) => Float64Array.from(ranked.people, (person) => all[person] ?? 0);
    const newcomers = of(activationEffect(await loadActivations(snapshot, { ...after, community: null })).activated);
    const wrote = of(await peopleWhoWrote(snapshot, { ...before(snapshot, origin), ...after }));
    const many = Math.max(1, quantile(wrote, 0.9) ?? 1);
    loaded.newcomers.push({ ...ranked, outcome: newcomers, success: Uint8Array.from(newcomers, isAtLeast(1)) });
    loaded.people_who_wrote.push({ ...ranked, outcome: wrote, success: Uint8Array.from(wrote, isAtLeast(many)) });
  }
  return loaded;
}

const isAtLeast = (least: number) => (value: number) => Number(value >= least);

const before = ({ first_day: first }: Snapshot, origin: string): ResolvedFilter => ({
  from: first,
  to: origin,
  department: null,
  community: null,
  ties: null,
});

/** How many different people replied to or mentioned each person in a period. */
async function peopleWhoWrote(snapshot: Snapshot, filter: ResolvedFilter): Promise<Float64Array> {
  const [count] = await snapshot.db.columns(1, sql`select count(*) from (${numberedPeople(filter)})`);
  const [who, people] = await snapshot.db.columns(
    2,
    sql`
      select b.i, count(distinct a.i)
      from (${numberedTieEvents(filter)}) e
      join (${numberedPeople(filter)}) a on a.person = e.actor
      join (${numberedPeople(filter)}) b on b.person = e.target
      where e.kind in ('reply', 'mention') and ${anotherPerson(sql`e.actor`, sql`e.target`)}
      group by b.i`,
  );
  const wrote = new Float64Array(count?.[0] ?? 0);
  who?.forEach((person, k) => (wrote[person] = people?.[k] ?? 0));
  return wrote;
}
