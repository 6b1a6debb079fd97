import { z } from 'zod';
import { anotherPerson } from '../facts/another-person.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';
import { minimumGroupSize } from '../privacy.ts';
import { animatesOn, currentAnimators } from './animators.ts';
import { type Context, defineMetric } from './define.ts';
import { humanContributions } from './human-contributions.ts';
import { rank } from './rank.ts';

const Row = z.object({
  community_id: z.string(),
  name: z.string(),
  animators: z.number(),
  people: z.number(),
  by_animators: z.number(),
  replies: z.number(),
  posts: z.number(),
  answered: z.number(),
  answered_without: z.number(),
  successors: z.number(),
});

/** Who could take over: how many people answered, in how many weeks, over how many days. */
const successor = { people: 5, weeks: 4, days: 180 } as const;

/** How much of the conversation of each community rests on those who animate it. */
export const animatorDependence = defineMetric({
  id: 'animator-dependence',
  shape: 'ranking',
  unit: 'share',
  family: 'dialogue',
  subject: 'community',
  label: { fr: 'Dépendance à l’animateur', en: 'Dependence on the animator' },
  question: {
    fr: 'Que resterait-il de la conversation sans ceux qui animent, et qui pourrait prendre la relève ?',
    en: 'What would be left of the conversation without those who animate, and who could take over?',
  },
  definition: {
    fr: `Part des réponses de la communauté écrites par ceux qui l’animaient ce jour-là. À côté : la part des publications répondues par quelqu’un, puis par quelqu’un qui n’anime pas ; le nombre d’animateurs à la fin de la période ; et la relève possible, personnes qui n’animent pas et qui, en ${successor.days} jours, ont répondu à au moins ${successor.people} personnes au cours d’au moins ${successor.weeks} semaines.`,
    en: `Share of the replies of the community written by those who animated it on that day. Beside it: the share of posts answered by anybody, then by somebody who does not animate; how many animate at the end of the period; and who could take over, people who do not animate and who, in ${successor.days} days, answered at least ${successor.people} people over at least ${successor.weeks} weeks.`,
  },
  formula: 'replies by animators ÷ replies',
  range: { fr: '0 à 1', en: '0 to 1' },
  nullRule: {
    fr: `Nul sans réponse, sous ${minimumGroupSize} contributeurs, ou quand personne n’a jamais été désigné pour animer.`,
    en: `Null without replies, under ${minimumGroupSize} contributors, or when nobody was ever named to animate.`,
  },
  reference: 'A definition of Vigie’s own, after the contributor absence factor of CHAOSS; thresholds are ours.',
  needs: ['times', 'communities', 'memberships', 'threads'],
  columns: [
    { key: 'numerator', label: { fr: 'Réponses des animateurs', en: 'Replies by animators' }, unit: 'count' },
    { key: 'denominator', label: { fr: 'Réponses', en: 'Replies' }, unit: 'count' },
    { key: 'answered', label: { fr: 'Publications répondues', en: 'Posts answered' }, unit: 'share' },
    {
      key: 'answered_without',
      label: { fr: 'Répondues sans les animateurs', en: 'Answered without the animators' },
      unit: 'share',
    },
    { key: 'animators', label: { fr: 'Animateurs', en: 'Animators' }, unit: 'people' },
    { key: 'successors', label: { fr: 'Relève possible', en: 'Could take over' }, unit: 'people' },
    { key: 'people', label: { fr: 'Contributeurs', en: 'Contributors' }, unit: 'people' },
  ],
  // Who animates is known to all; how many could take over, and how many contribute, is not told of one to four people.
  privacy: {
    people: ['successors', 'people'],
    keep: ['value', 'rank', 'numerator', 'denominator', 'answered', 'answered_without', 'animators'],
  },
  version: 1,
  compute: async (context) => {
    const rows = await context.snapshot.db.all(Row, dependence(context));
    return {
      rows: rank(
        rows.map((row) => {
          const isSmall = row.people < minimumGroupSize;
          const isNamed = row.animators > 0 || row.by_animators > 0;
          const share = (count: number): number | null => (isSmall || row.posts === 0 ? null : count / row.posts);
          return {
            subject_id: row.community_id,
            name: row.name,
            value: isSmall || !isNamed || row.replies === 0 ? null : row.by_animators / row.replies,
            columns: {
              numerator: isSmall ? null : row.by_animators,
              denominator: isSmall ? null : row.replies,
              answered: share(row.answered),
              answered_without: share(row.answered_without),
              animators: row.animators,
              successors: row.successors,
              people: row.people,
            },
          };
        }),
      ),
    };
  },
});

function dependence({ filter }: Pick<Context, 'filter'>): Sql {
  const inside = { ...filter, department: null };
  const only = filter.community === null ? nothing : sql`where c.community_id = ${filter.community}`;
  return sql`
    with written as (
      select w.*, ${animatesOn(sql`w.community_id`, sql`w.actor_id`, sql`w.day`)} as animates
      from (${humanContributions(inside, 'dropped')}) w
      where w.community_id is not null and w.kind in ('post', 'reply', 'share', 'message')
    ),
    totals as (
      select community_id, count(distinct actor_id) as people, count(*) filter (where kind = 'reply') as replies,
        count(*) filter (where kind = 'reply' and animates) as by_animators
      from written group by all
    ),
    post as (select * from written where kind = 'post'),
    reply as (select * from written where kind = 'reply'),
    answer as (
      select p.event_id, r.animates
      from post p join reply r on r.thread_id = p.thread_id
      where ${anotherPerson(sql`r.actor_id`, sql`p.actor_id`)} and r.occurred_at >= p.occurred_at
      union all
      select p.event_id, r.animates
      from post p join reply r on r.parent_event_id = p.event_id
      where r.thread_id is null and ${anotherPerson(sql`r.actor_id`, sql`p.actor_id`)} and r.occurred_at >= p.occurred_at
    ),
    answered as (select event_id, bool_or(not animates) as without from answer group by event_id),
    posts as (
      select p.community_id, count(*) as posts, count(a.event_id) as answered,
        count(*) filter (where a.without) as answered_without
      from post p left join answered a using (event_id) group by all
    ),
    animator as (${currentAnimators(filter.to)}),
    helper as (
      select r.community_id, r.actor_id
      from reply r
      where r.day >= ${filter.to}::date - ${successor.days}::integer
        and ${anotherPerson(sql`r.actor_id`, sql`r.target_id`)}
        and not exists (select 1 from animator a where a.community_id = r.community_id and a.person_id = r.actor_id)
        and not exists (
          select 1 from people k where k.person_id = r.actor_id and coalesce(k.left_on < ${filter.to}::date, false))
      group by all
      having count(distinct r.target_id) >= ${successor.people}
        and count(distinct date_trunc('week', r.day)) >= ${successor.weeks}
    )
    select c.community_id, c.name,
      (select count(*) from animator a where a.community_id = c.community_id) as animators,
      (select count(*) from helper h where h.community_id = c.community_id) as successors,
      coalesce(t.people, 0) as people, coalesce(t.replies, 0) as replies, coalesce(t.by_animators, 0) as by_animators,
      coalesce(p.posts, 0) as posts, coalesce(p.answered, 0) as answered,
      coalesce(p.answered_without, 0) as answered_without
    from communities c
    left join totals t using (community_id)
    left join posts p using (community_id)
    ${only}
    order by c.community_id`;
}
