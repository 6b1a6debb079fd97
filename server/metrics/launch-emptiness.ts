import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';
import { emptiness, launchRules } from '../models/launch-emptiness.ts';
import { type Context, defineMetric } from './define.ts';
import { firstResponses } from './first-responses.ts';
import { humanContributions } from './human-contributions.ts';
import { knownPeriod, nothingKnown, type Period } from './known-period.ts';
import { rank } from './rank.ts';

const Row = z.object({
  community_id: z.string(),
  name: z.string(),
  opened_on: z.string().nullable(),
  observed: z.boolean(),
  days: z.number().nullable(),
  guests: z.number(),
  posts: z.number(),
  answered: z.number(),
  seeds: z.number(),
});

/** How empty each community looked to those who came first. */
export const launchEmptiness = defineMetric({
  id: 'launch-emptiness',
  shape: 'ranking',
  unit: 'index',
  family: 'dialogue',
  subject: 'community',
  label: { fr: 'Vide au lancement', en: 'Emptiness at the launch' },
  question: {
    fr: 'Cette communauté avait-elle l’air vivante quand on y est entré ?',
    en: 'Did this community look alive to those who came in?',
  },
  definition: {
    fr: `Le « restaurant vide » : dans les ${launchRules.days} premiers jours, combien d’invités ont écrit (plein à ${launchRules.guests} ; ni animateurs, ni créateur, ni, à défaut, le premier à écrire), quelle part des publications a eu une réponse sous ${launchRules.replyHours} heures, et combien de contenus ont trouvés en arrivant les cinq premiers, à la médiane (plein à ${launchRules.seeds}). L’indice vaut 1 moins la moyenne géométrique des trois. Une communauté de moins de ${launchRules.days} jours est jugée sur ce qu’elle a vécu.`,
    en: `The "empty restaurant": in the first ${launchRules.days} days, how many guests wrote (full at ${launchRules.guests}; neither animators, nor the creator nor, failing both, the first to write), what share of the posts had a reply within ${launchRules.replyHours} hours, and how many pieces of content the first five found when they came, at the median (full at ${launchRules.seeds}). The index is 1 minus the geometric mean of the three. A community younger than ${launchRules.days} days is judged on what it has lived.`,
  },
  formula: `1 − ∛(g₁g₂g₃); g₁ = guests ÷ ${launchRules.guests}, g₂ = answered ÷ posts, g₃ = seeds ÷ ${launchRules.seeds}, each from ${launchRules.floor} to 1`,
  range: { fr: '0, salle pleine, à 0,99, salle vide', en: '0, a full room, to 0.99, an empty one' },
  nullRule: {
    fr: 'Nul quand le lancement est plus ancien que les données, ou a moins de 7 jours.',
    en: 'Null when the launch is older than the data, or is less than 7 days old.',
  },
  reference:
    'After Kairam, Wang & Leskovec 2012, The life and death of online groups (early growth foretells longevity); parts and bounds are ours.',
  needs: ['times', 'communities', 'threads'],
  columns: [
    { key: 'opened_on', label: { fr: 'Ouverte le', en: 'Opened on' }, unit: 'date' },
    { key: 'days', label: { fr: 'Jours observés', en: 'Days observed' }, unit: 'days' },
    { key: 'guests', label: { fr: 'Invités qui ont écrit', en: 'Guests who wrote' }, unit: 'people' },
    { key: 'numerator', label: { fr: 'Publications répondues à temps', en: 'Posts answered in time' }, unit: 'count' },
    { key: 'denominator', label: { fr: 'Publications', en: 'Posts' }, unit: 'count' },
    { key: 'seeds', label: { fr: 'Contenus trouvés en arrivant', en: 'Content found on arrival' }, unit: 'count' },
  ],
  // With the answered share hidden too, the number of guests can't be had back from the index.
  privacy: { people: ['guests'], keep: ['value', 'rank', 'opened_on', 'days', 'seeds'] },
  version: 1,
  compute: async (context) => {
    // What came before the period asked for is part of a launch; what comes after it is not known yet.
    const known = knownPeriod(context);
    if (known === null) return nothingKnown;
    const period = { ...known, from: known.dataFrom, dataTo: known.to };
    const rows = await context.snapshot.db.all(Row, launches(context, period));
    return {
      rows: rank(
        rows.map(({ community_id, name, opened_on, observed, days, guests, posts, answered, seeds }) => {
          const isKnown = observed && days !== null && days >= fewestDays;
          return {
            subject_id: community_id,
            name,
            value: isKnown ? emptiness({ guests, posts, answered, seeds }) : null,
            columns: isKnown
              ? { opened_on, days, guests, numerator: answered, denominator: posts, seeds }
              : { opened_on, days: null, guests: null, numerator: null, denominator: null, seeds: null },
          };
        }),
      ),
    };
  },
});

/** Before a week nothing can be said of a launch. */
const fewestDays = 7;
/** A community without a date of creation that speaks this soon after its source does may be older than the data. */
const sinceBefore = 28;

/** What each community lived from its opening to 90 days later, or to the end of the period. */
function launches({ snapshot, filter }: Pick<Context, 'snapshot' | 'filter'>, period: Period): Sql {
  const inside: Pick<ResolvedFilter, 'from' | 'to' | 'department' | 'community'> = {
    from: null,
    to: period.to,
    department: null,
    community: filter.community,
  };
  const only = filter.community === null ? nothing : sql`where c.community_id = ${filter.community}`;
  return sql`
    with written as (
      select * from (${humanContributions(inside, 'dropped')})
      where community_id is not null and kind in ('post', 'reply', 'share', 'message')
    ),
    beginning as (select source, min(day) as first_day from events where community_id is not null group by source),
    spoken as (
      select community_id, min(day) as first_day, arg_min(actor_id, occurred_at) as first_person from written group by all
    ),
    opened as (
      select c.community_id, c.name, c.created_by, s.first_person,
        coalesce(least(c.created_on, s.first_day), c.created_on, s.first_day) as opened_on,
        coalesce(
          case when c.created_on is null then s.first_day >= b.first_day + ${sinceBefore}::integer
            else least(c.created_on, s.first_day) >= b.first_day end,
          false) as observed
      from communities c
      left join spoken s using (community_id)
      left join beginning b on b.source = c.source
      ${only}
    ),
    animator as (
      select distinct o.community_id, m.person_id
      from opened o join memberships m using (community_id)
      where m.role = 'animator'
        and coalesce(m.valid_from < o.opened_on + ${launchRules.days}::integer, true)
        and coalesce(m.valid_to > o.opened_on, true)
    ),
    host as (
      select * from animator
      union all
      select community_id, coalesce(created_by, first_person) from opened
      where community_id not in (select community_id from animator)
    ),
    launch as (
      select w.*, h.person_id is null as by_guest
      from written w
      join opened o using (community_id)
      left join host h on h.community_id = w.community_id and h.person_id = w.actor_id
      where w.day < o.opened_on + ${launchRules.days}::integer
    ),
    guest as (
      select community_id, actor_id, min(occurred_at) as first_at,
        row_number() over (partition by community_id order by min(occurred_at), actor_id) as nth
      from launch where by_guest group by community_id, actor_id
    ),
    content as (
      select e.community_id, e.occurred_at
      from events e join opened o using (community_id)
      where e.kind = 'post' and e.day < ${period.to}::date and e.day < o.opened_on + ${launchRules.days}::integer
    ),
    found as (
      select g.community_id, g.nth, count(c.occurred_at) as contents
      from guest g left join content c on c.community_id = g.community_id and c.occurred_at < g.first_at
      where g.nth <= ${launchRules.guests}
      group by all
    ),
    seed as (
      select o.community_id,
        coalesce(
          (select median(f.contents) from found f where f.community_id = o.community_id),
          (select count(*) from content c where c.community_id = o.community_id)) as seeds
      from opened o
    ),
    response as (
      select r.community_id, count(*) as posts, count(*) filter (where r.hours <= ${launchRules.replyHours}) as answered
      from (${firstResponses(snapshot, { department: null, community: filter.community }, period)}) r
      join opened o using (community_id)
      where r.day < o.opened_on + ${launchRules.days}::integer and r.age >= ${launchRules.replyHours}
      group by all
    )
    select o.community_id, o.name, o.opened_on, o.observed,
      least(${launchRules.days}, ${period.to}::date - o.opened_on) as days,
      (select count(*) from guest g where g.community_id = o.community_id) as guests, coalesce(r.posts, 0) as posts, coalesce(r.answered, 0) as answered,
      coalesce(s.seeds, 0) as seeds
    from opened o
    left join seed s using (community_id)
    left join response r using (community_id)
    where o.opened_on is null or o.opened_on < ${period.to}::date
    order by o.community_id`;
}
