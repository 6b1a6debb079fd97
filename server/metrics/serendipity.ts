import { z } from 'zod';
import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { loadCirclesInput, loadExchangeLog } from '../facts/exchange-log.ts';
import { sql } from '../facts/sql.ts';
import { networkPeople } from '../facts/tie-events.ts';
import { wilson } from '../graph/statistics.ts';
import { communityCircles } from '../models/community-circles.ts';
import { dayNumber } from '../models/day-number.ts';
import { mixOf } from '../models/mix.ts';
import { type NewTie, newTies } from '../models/new-ties.ts';
import { defineMetric } from './define.ts';

const memory = 180;
const again = 90;
/** Fewer new ties give no share. */
const smallest = 5;
/** New ties looked at: more would make no share surer than half a point (√(0.25 ÷ 50,000) × 1.96). */
const mostTies = 50_000;

/** New ties that nothing prepared: between departments, between people far apart, by community type. */
export const serendipity = defineMetric({
  id: 'serendipity',
  shape: 'table',
  unit: 'share',
  family: 'departments',
  label: { fr: 'Liens fortuits', en: 'Chance ties' },
  question: {
    fr: 'Où naissent les liens entre des personnes que rien ne rapprochait, et durent-ils ?',
    en: 'Where do ties arise between people whom nothing brought together, and do they last?',
  },
  definition: {
    fr: `Part fortuite des premiers échanges entre deux personnes (réponse ou mention) : elles sont de services différents, étaient à trois pas ou plus dans les liens à double sens des ${memory} jours d’avant, et n’avaient en commun aucune autre communauté (celles de toute l’organisation ne comptent pas). À côté : la part attendue si les services étaient répartis au hasard, et la part des liens repris dans les ${again} jours.`,
    en: `Share left to chance among first exchanges between two people (reply or mention): they are of different departments, were three steps apart or more in the two-way ties of the ${memory} days before, and had no other community in common (those of the whole organisation do not count). Beside it: the share expected if departments were dealt at random, and the share of ties taken up again within ${again} days.`,
  },
  formula:
    'value = new ties {departments differ, distance ≥ 3, no other shared community} / new ties; expected = share {distance ≥ 3, no other shared community} × (1 - Σ n_g(n_g - 1) / n(n - 1)); ratio = value / expected; Wilson intervals',
  range: { fr: '0 à 1 ; rapport : 0 et plus', en: '0 to 1; ratio: 0 and above' },
  nullRule: {
    fr: `Nulle sous ${smallest} liens nouveaux. Seuls comptent ceux d’après les ${memory} premiers jours des données, entre personnes de service connu. Au-delà de ${mostTies.toLocaleString('fr')}, autant sont mesurés, répartis dans le temps.`,
    en: `Null under ${smallest} new ties. Only those after the first ${memory} days of the data count, between people of known department. Beyond ${mostTies.toLocaleString('en')}, as many are measured, spread over time.`,
  },
  reference:
    'A definition of Vigie’s own, after Granovetter (1973) and Burt (1992); expectation under shuffled departments: Krackhardt & Stern (1988).',
  needs: ['times', 'departments'],
  columns: [
    { key: 'type', label: { fr: 'Type de communauté', en: 'Type of community' }, unit: 'text' },
    { key: 'value', label: { fr: 'Part fortuite', en: 'Share left to chance' }, unit: 'share' },
    { key: 'lower', label: { fr: 'Borne basse (95 %)', en: 'Lower bound (95%)' }, unit: 'share' },
    { key: 'upper', label: { fr: 'Borne haute (95 %)', en: 'Upper bound (95%)' }, unit: 'share' },
    { key: 'expected', label: { fr: 'Attendue au hasard', en: 'Expected by chance' }, unit: 'share' },
    { key: 'ratio', label: { fr: 'Rapport à l’attendu', en: 'Ratio to expected' }, unit: 'ratio' },
    { key: 'ratio_lower', label: { fr: 'Rapport, borne basse (95 %)', en: 'Ratio, lower bound (95%)' }, unit: 'ratio' },
    { key: 'ratio_upper', label: { fr: 'Rapport, borne haute (95 %)', en: 'Ratio, upper bound (95%)' }, unit: 'ratio' },
    { key: 'kept', label: { fr: `Repris en ${again} jours`, en: `Taken up again in ${again} days` }, unit: 'share' },
    {
      key: 'kept_others',
      label: { fr: 'Repris, autres liens nouveaux', en: 'Taken up again, other new ties' },
      unit: 'share',
    },
    { key: 'numerator', label: { fr: 'Liens fortuits', en: 'Chance ties' }, unit: 'count' },
    { key: 'denominator', label: { fr: 'Liens nouveaux', en: 'New ties' }, unit: 'count' },
    {
      key: 'followed',
      label: { fr: 'Liens fortuits suivis assez longtemps', en: 'Chance ties followed long enough' },
      unit: 'count',
    },
  ],
  version: 1,
  compute: async ({ snapshot, filter }) => {
    const { db } = snapshot;
    const log = await loadExchangeLog(db, filter);
    const rules = {
      memory,
      again,
      first: dayNumber(snapshot.first_day ?? ''),
      end: dayNumber(filter.to ?? ''),
    };
    const places = await db.all(
      z.object({ community_id: z.string(), type: z.string().nullable() }),
      sql`select community_id, type from communities order by community_id`,
    );
    const asked = {
      since: dayNumber(filter.from ?? ''),
      place:
        filter.community === null ? null : places.findIndex(({ community_id }) => community_id === filter.community),
      group: filter.department === null ? null : log.groups.indexOf(filter.department),
    };
    const isAsked = (e: number): boolean => {
      const isPlace = asked.place === null || log.community[e] === asked.place;
      const on = log.day[e] as number;
      const isGroup =
        asked.group === null || [log.from, log.to].some((ends) => log.groupOn(ends[e] as number, on) === asked.group);
      return on >= asked.since && isPlace && isGroup;
    };
    const inCircle = communityCircles(await loadCirclesInput(db, filter));
    const { ties: found, found: all } = newTies(log, inCircle, rules, isAsked, mostTies);
    if (found.length === 0) return { rows: [], reason: tooShort };
    const sizes = await db.all(
      z.object({ people: z.number() }),
      sql`
        select count(*) as people from (${networkPeople({ to: filter.to, community: null })})
        where department is not null group by department`,
    );
    const apart = mixOf(sizes.map(({ people }) => people))?.blau ?? null;
    const typeOf = ({ exchange }: NewTie): string => places[log.community[exchange] as number]?.type ?? 'other';
    const types = [...new Set(found.map(typeOf))].sort();
    return {
      rows: [
        rowOf('all', found, apart),
        ...types.map((type) =>
          rowOf(
            type,
            found.filter((tie) => typeOf(tie) === type),
            apart,
          ),
        ),
      ],
      warnings: all > found.length ? [sampled(all)] : [],
    };
  },
});

const sampled = (all: number): Text => ({
  fr: `Mesuré sur ${mostTies.toLocaleString('fr')} liens nouveaux répartis dans le temps, parmi ${all.toLocaleString('fr')} : une part de tous l’est à moins d’un point près.`,
  en: `Measured on ${mostTies.toLocaleString('en')} new ties spread over time, of ${all.toLocaleString('en')}: a share of them all is right to less than one point.`,
});

/** @param apart chance that two people of known department are of different ones */
function rowOf(type: string, ties: readonly NewTie[], apart: number | null): Row {
  const free = ties.filter(({ far, shared }) => far && !shared);
  const chance = free.filter(({ crosses }) => crosses);
  const byChance = new Set(chance);
  const others = ties.filter((tie) => !byChance.has(tie));
  const isShown = ties.length >= smallest;
  const share = isShown ? wilson(chance.length, ties.length) : null;
  const expected = isShown && apart !== null ? (free.length / ties.length) * apart : null;
  // By chance alone, `apart` of the ties that nothing prepared would be between departments.
  const crossing = free.length < smallest ? null : wilson(chance.length, free.length);
  const against = (value: number | undefined): number | null =>
    crossing === null || value === undefined || apart === null || apart === 0 ? null : value / apart;
  const followed = chance.filter(({ kept }) => kept !== null);
  return {
    type,
    value: isShown ? chance.length / ties.length : null,
    lower: share?.[0] ?? null,
    upper: share?.[1] ?? null,
    expected,
    ratio: against(chance.length / free.length),
    ratio_lower: against(crossing?.[0]),
    ratio_upper: against(crossing?.[1]),
    kept: keptShare(followed),
    kept_others: keptShare(others.filter(({ kept }) => kept !== null)),
    numerator: chance.length,
    denominator: ties.length,
    followed: followed.length,
  };
}

const keptShare = (ties: readonly NewTie[]): number | null =>
  ties.length < smallest ? null : ties.filter(({ kept }) => kept === true).length / ties.length;

const tooShort = {
  code: 'too_short',
  sentence: {
    fr: `Aucun lien nouveau après les ${memory} premiers jours des données, avec de quoi savoir qui se connaissait.`,
    en: `No new tie after the first ${memory} days of the data, with enough behind it to know who knew whom.`,
  },
};
