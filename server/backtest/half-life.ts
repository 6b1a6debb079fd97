import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import { type TieParameters, tieParameters } from '../contract/tie-parameters.ts';
import type { Text } from '../contract/text.ts';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { networkPeople } from '../facts/tie-events.ts';
import { firstAtLeast } from '../graph/statistics.ts';
import { chooseHalfLife, type HalfLifeChoice, type HalfLifeOrigin } from '../models/half-life-choice.ts';
import { nextDay } from '../resolve-filter.ts';
import { evidenceAtOrigins, exchangedAfter, exchangingPairs, type PairSample } from './exchanges.ts';
import { rollingOrigins } from './origins.ts';

/** Half-lives tried, in days. */
const halfLives = [30, 60, 90, 180, 365];
/** Days in which a pair is to exchange again. */
const horizonDays = 28;
const fewestOrigins = 6;
/** Pairs of an origin that are looked at, about: more would make no figure surer than people already make it. */
const mostPairs = 10_000;

export interface TriedHalfLives extends HalfLifeChoice {
  readonly origins: readonly string[];
  /** Pairs with some evidence and those of them that exchanged again, over all origins. */
  readonly pairs: number;
  readonly exchanged: number;
}

const known = new WeakMap<Snapshot, Promise<TriedHalfLives>>();

/**
 * Half-lives tried on the past of a snapshot, once: at each of six to eight origins only earlier exchanges are known, and
 * the next 28 days say which pairs exchanged again. Too little history or no dates: no origin, and the default stays.
 */
export function tryHalfLives(snapshot: Snapshot): Promise<TriedHalfLives> {
  let tried = known.get(snapshot);
  if (tried === undefined) {
    tried = tryOnPast(snapshot);
    known.set(snapshot, tried);
  }
  return tried;
}

/** The parameters that strength uses on this snapshot: the defaults, with the half-life that its past chose. */
export async function tieParametersOf(snapshot: Snapshot): Promise<TieParameters> {
  return { ...tieParameters, half_life_days: (await tryHalfLives(snapshot)).days };
}

/** The half-life that strength uses on this snapshot, in days, and why this one. */
export async function halfLifeInUse(snapshot: Snapshot): Promise<{ days: number; why: Text }> {
  const { days, origins, trials } = await tryHalfLives(snapshot);
  const { gain = null } = trials.find((trial) => trial.days === days) ?? {};
  if (days !== tieParameters.half_life_days && gain !== null) {
    const percent = Math.round(100 * gain);
    return {
      days,
      why: {
        fr: `demi-vie de ${days} jours : sur le passé de ces données, elle désigne ${percent} % mieux que celle par défaut les paires qui échangent ensuite`,
        en: `half-life of ${days} days: on the past of these data it points ${percent}% better than the default to the pairs that exchange next`,
      },
    };
  }
  return {
    days,
    why:
      origins.length === 0
        ? {
            fr: `demi-vie de ${days} jours, celle par défaut : trop peu d’historique pour en essayer d’autres`,
            en: `half-life of ${days} days, the default: too little history to try others`,
          }
        : {
            fr: `demi-vie de ${days} jours, celle par défaut : aucune autre ne fait nettement mieux sur le passé de ces données`,
            en: `half-life of ${days} days, the default: no other one does clearly better on the past of these data`,
          },
  };
}

async function tryOnPast(snapshot: Snapshot): Promise<TriedHalfLives> {
  const { first_day: first, last_day: last } = snapshot;
  const standard = tieParameters.half_life_days;
  const days = first === null || last === null ? [] : originsOf(first, nextDay(last));
  if (days.length === 0) return { trials: [], days: standard, origins: [], pairs: 0, exchanged: 0 };
  const { people } = await snapshot.db.one(
    z.object({ people: z.number() }),
    sql`select count(*) as people from (${networkPeople({ to: null, community: null })})`,
  );
  const { pairs } = await snapshot.db.one(z.object({ pairs: z.number() }), exchangingPairs(everything(snapshot)));
  const origins = await loadHalfLifeOrigins(snapshot, days, { parts: Math.max(1, Math.ceil(pairs / mostPairs)) });
  return {
    ...chooseHalfLife(origins, people, halfLives, standard),
    origins: days,
    pairs: origins.reduce((sum, { later }) => sum + later.length, 0),
    exchanged: origins.reduce((sum, { later }) => sum + later.reduce((count, one) => count + one, 0), 0),
  };
}

/** Four weeks apart, or two where that leaves too few; none when even these are too few. */
function originsOf(first: string, end: string): string[] {
  const every = (weeks: number) =>
    rollingOrigins(first, end, { weeks, horizon: horizonDays, history: horizonDays, most: 8 });
  return [every(4), every(2)].find(({ length }) => length >= fewestOrigins) ?? [];
}

const everything = ({ first_day: first, last_day: last }: Snapshot): ResolvedFilter => ({
  from: first,
  to: last === null ? null : nextDay(last),
  department: null,
  community: null,
  ties: null,
});

/** What was known the midnight before each origin, and which of its pairs exchanged in the four weeks from it on. */
export async function loadHalfLifeOrigins(
  snapshot: Snapshot,
  origins: readonly string[],
  sample: PairSample,
): Promise<HalfLifeOrigin[]> {
  const filter = everything(snapshot);
  const [at = none, one = none, other = none, ...evidence] = await snapshot.db.columns(
    3 + halfLives.length,
    evidenceAtOrigins(snapshot.time_zone, filter, origins, halfLives, sample),
  );
  const [when = none, who = none, whom = none] = await snapshot.db.columns(
    3,
    exchangedAfter(filter, origins, horizonDays, sample),
  );
  const exchanged = origins.map(() => new Set<number>());
  when.forEach((k, row) => exchanged[k]?.add(pairKey(who[row] as number, whom[row] as number)));
  return origins.map((_, k) => {
    const rows = [firstAtLeast(at, k), firstAtLeast(at, k + 1)] as const;
    const pairOne = one.subarray(...rows);
    const pairOther = other.subarray(...rows);
    return {
      one: pairOne,
      other: pairOther,
      evidence: evidence.map((column) => column.subarray(...rows)),
      later: Uint8Array.from(pairOne, (person, row) =>
        Number(exchanged[k]?.has(pairKey(person, pairOther[row] as number))),
      ),
    };
  });
}

const none = new Float64Array(0);
/** One number for a pair of indices of people, of whom there are fewer than 2^26. */
const pairKey = (one: number, other: number): number => one * 0x4000000 + other;
