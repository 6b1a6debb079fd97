import { z } from 'zod';
import type { Row } from '../contract/results.ts';
import { affiliations, dayOrLast } from '../facts/affiliations.ts';
import { sql } from '../facts/sql.ts';
import { writtenGraph } from '../facts/written-graph.ts';
import { arcList, mutualTies } from '../graph/arcs.ts';
import { wilson } from '../graph/statistics.ts';
import { kaplanMeier } from '../models/kaplan-meier.ts';
import { shareDifference } from '../models/share-difference.ts';
import { defineMetric } from './define.ts';
import { firstResponses } from './first-responses.ts';
import { humanContributions } from './human-contributions.ts';
import { knownPeriod, nothingKnown } from './known-period.ts';
import { wholeNetworkOnly } from './whole-network-only.ts';

/** Hours within which an answer counts. */
const answeredWithin = 7 * 24;
/** Fewer posts that were followed so long give no share. */
const smallest = 5;

/** Whether people from outside the organisation take part, and are answered as others are. */
export const opennessToGuests = defineMetric({
  id: 'openness-to-guests',
  shape: 'table',
  unit: 'share',
  family: 'departments',
  label: { fr: 'Ouverture aux partenaires', en: 'Openness to partners' },
  question: {
    fr: 'Les personnes extérieures prennent-elles part, et leur répond-on comme aux autres ?',
    en: 'Do people from outside take part, and are they answered as others are?',
  },
  definition: {
    fr: 'Deux lignes, personnes extérieures et internes : qui contribue, la part des paires en dialogue (chacun a écrit à l’autre) qui en comptent une, la part des communautés actives où il s’en trouve, et la part de leurs publications répondues en 7 jours, avec l’écart entre les deux et son intervalle.',
    en: 'Two rows, people from outside and from inside: who contributes, the share of pairs in dialogue (each wrote to the other) with one of them, the share of active communities in which they are, and the share of their posts answered within 7 days, with the gap between the two and its interval.',
  },
  formula:
    'dialogue = two-way pairs with a guest (without, for the inside row) / two-way pairs; communities = with an active one / active; value = posts answered by another person within 7 days / posts followed for 7 days; difference: Newcombe',
  range: { fr: '0 à 1', en: '0 to 1' },
  nullRule: {
    fr: `La part répondue est nulle sous ${smallest} publications suivies 7 jours ; l’écart, quand l’une des deux l’est.`,
    en: `The share answered is null under ${smallest} posts followed for 7 days; the gap, when one of the two is.`,
  },
  reference: 'Newcombe (1998), Statistics in Medicine 17; Wilson (1927); Kaplan & Meier (1958).',
  needs: ['times', 'threads'],
  columns: [
    { key: 'group', label: { fr: 'Personnes', en: 'People' }, unit: 'text' },
    { key: 'value', label: { fr: 'Répondues en 7 jours', en: 'Answered within 7 days' }, unit: 'share' },
    { key: 'lower', label: { fr: 'Borne basse (95 %)', en: 'Lower bound (95%)' }, unit: 'share' },
    { key: 'upper', label: { fr: 'Borne haute (95 %)', en: 'Upper bound (95%)' }, unit: 'share' },
    { key: 'difference', label: { fr: 'Écart aux internes', en: 'Gap to the inside' }, unit: 'share' },
    {
      key: 'difference_lower',
      label: { fr: 'Écart, borne basse (95 %)', en: 'Gap, lower bound (95%)' },
      unit: 'share',
    },
    {
      key: 'difference_upper',
      label: { fr: 'Écart, borne haute (95 %)', en: 'Gap, upper bound (95%)' },
      unit: 'share',
    },
    {
      key: 'first_response',
      label: { fr: 'Première réponse (médiane)', en: 'First response (median)' },
      unit: 'hours',
    },
    { key: 'dialogue', label: { fr: 'Part des paires en dialogue', en: 'Share of pairs in dialogue' }, unit: 'share' },
    {
      key: 'communities',
      label: { fr: 'Part des communautés actives', en: 'Share of active communities' },
      unit: 'share',
    },
    { key: 'numerator', label: { fr: 'Publications répondues', en: 'Posts answered' }, unit: 'count' },
    { key: 'denominator', label: { fr: 'Publications suivies', en: 'Posts followed' }, unit: 'count' },
    { key: 'people', label: { fr: 'Contributeurs', en: 'Contributors' }, unit: 'people' },
  ],
  privacy: { people: ['people'], partition: 'people', keep: ['group'] },
  version: 1,
  compute: async (context) => {
    const { snapshot, filter } = context;
    if (filter.department !== null) return { rows: [], reason: wholeNetworkOnly };
    const period = knownPeriod(context);
    if (period === null) return nothingKnown;
    const network = await context.network();
    if (!network.isExternal.includes(1)) return { rows: [], reason: noGuests };
    const dialogue = mutualTies(await writtenGraph(snapshot.db, network.people.length, filter));
    const { from, to } = arcList(dialogue);
    const guests = from.reduce((sum, v, k) => sum + Number(isGuest(network.isExternal, v, to[k] as number)), 0);
    const active = await snapshot.db.all(
      Active,
      sql`
        with made as (
          select distinct a.is_external, c.actor_id, c.community_id
          from (${humanContributions(filter, 'dropped')}) c
          asof join (${affiliations()}) a on a.person_id = c.actor_id and a.since <= ${dayOrLast(sql`c.day`)}
        )
        select is_external, count(distinct actor_id) as people, count(distinct community_id) as communities,
          (select count(distinct community_id) from made) as all_communities
        from made group by is_external`,
    );
    const [external = none, hours = none, age = none] = await snapshot.db.columns(
      3,
      sql`
        select coalesce(a.is_external, false)::integer, r.hours, r.age
        from (${firstResponses(snapshot, filter, period)}) r
        asof left join (${affiliations()}) a on a.person_id = r.actor_id and a.since <= r.day`,
    );
    const sides = [1, 0].map((side) => {
      const own = [...external.keys()].filter((k) => external[k] === side);
      return answersOf(
        Float64Array.from(own, (k) => hours[k] as number),
        Float64Array.from(own, (k) => age[k] as number),
      );
    });
    const [outside, inside] = sides;
    const gap = shareDifference(outside?.share ?? null, inside?.share ?? null);
    const rows = sides.map((answers, k): Row => {
      const isOutside = k === 0;
      const own = active.find((row) => row.is_external === isOutside);
      const [lower = null, upper = null] = answers.share === null ? [] : (wilson(...answers.share) ?? []);
      return {
        group: isOutside ? 'external' : 'internal',
        value: answers.share === null ? null : answers.share[0] / answers.share[1],
        lower,
        upper,
        difference: isOutside ? (gap?.difference ?? null) : null,
        difference_lower: isOutside ? (gap?.lower ?? null) : null,
        difference_upper: isOutside ? (gap?.upper ?? null) : null,
        first_response: answers.median,
        dialogue: from.length === 0 ? null : (isOutside ? guests : from.length - guests) / from.length,
        communities: own === undefined || own.all_communities === 0 ? null : own.communities / own.all_communities,
        numerator: answers.answered,
        denominator: answers.followed,
        people: own?.people ?? 0,
      };
    });
    return { rows };
  },
});

const none = new Float64Array(0);
const Active = z.object({
  is_external: z.boolean(),
  people: z.number(),
  communities: z.number(),
  all_communities: z.number(),
});

const isGuest = (isExternal: Uint8Array, one: number, other: number): boolean =>
  isExternal[one] === 1 || isExternal[other] === 1;

/** Posts followed for seven days or answered within them, how many were, and the median wait. */
function answersOf(hours: Float64Array, age: Float64Array) {
  const waits = hours.map((wait, k) => (Number.isNaN(wait) ? (age[k] as number) : wait));
  const ended = hours.map((wait) => (Number.isNaN(wait) ? 0 : 1));
  const isFollowed = [...age.keys()].filter((k) => (age[k] as number) >= answeredWithin);
  const answered = isFollowed.filter((k) => (hours[k] as number) <= answeredWithin).length;
  const followed = isFollowed.length;
  return {
    answered,
    followed,
    share: followed < smallest ? null : ([answered, followed] as const),
    median: hours.length === 0 ? null : kaplanMeier(waits, ended).timeWhenEnded(0.5),
  };
}

const noGuests = {
  code: 'no_guests',
  sentence: {
    fr: 'Aucune personne extérieure n’est connue : importez un annuaire (CSV) qui dise qui est partenaire ou prestataire.',
    en: 'Nobody from outside is known: import a directory (CSV) that tells who is a partner or a contractor.',
  },
};
