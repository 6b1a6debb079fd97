import { z } from 'zod';
import { anotherPerson } from '../facts/another-person.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';
import { currentAnimators } from './animators.ts';
import { type Context, defineMetric } from './define.ts';
import { humanContributions } from './human-contributions.ts';
import { rank } from './rank.ts';

const Row = z.object({
  community_id: z.string(),
  name: z.string(),
  questions: z.number(),
  mentions: z.number(),
  animators: z.number(),
  people: z.number(),
});

/** What waits: since at least so many days, and no longer than is worth coming back to. */
const waiting = { from: 3, to: 28 } as const;

/** What waits for an answer in each community, for each of those who animate it. */
export const animationLoad = defineMetric({
  id: 'animation-load',
  shape: 'ranking',
  unit: 'count',
  family: 'dialogue',
  subject: 'community',
  label: { fr: 'Attentes par animateur', en: 'Waiting per animator' },
  question: {
    fr: 'Où les questions s’accumulent-elles faute de bras pour animer ?',
    en: 'Where do questions pile up for want of hands to animate?',
  },
  definition: {
    fr: `À la fin de la période, ce qui attend depuis ${waiting.from} à ${waiting.to} jours : questions sans réponse d’une autre personne (toute publication, quand la source ne dit pas lesquelles sont des questions), et mentions après lesquelles la personne appelée n’a plus écrit dans la communauté. Rapporté au nombre d’animateurs.`,
    en: `At the end of the period, what has been waiting for ${waiting.from} to ${waiting.to} days: questions without a reply by another person (any post, when the source does not tell which are questions), and mentions after which the person called has not written in the community. Over the number of animators.`,
  },
  formula: '(open questions + open mentions) ÷ animators',
  range: { fr: '0 ou plus', en: '0 or more' },
  nullRule: {
    fr: 'Nul quand personne n’anime : ce qui attend est alors dans les colonnes, et n’attend personne.',
    en: 'Null when nobody animates: what waits then stands in the columns, and waits for no one.',
  },
  reference: 'After Cross, Rebele & Grant 2016, Collaborative overload; bounds are ours.',
  needs: ['times', 'communities', 'memberships', 'threads'],
  columns: [
    { key: 'questions', label: { fr: 'Questions qui attendent', en: 'Questions waiting' }, unit: 'count' },
    { key: 'mentions', label: { fr: 'Mentions qui attendent', en: 'Mentions waiting' }, unit: 'count' },
    { key: 'animators', label: { fr: 'Animateurs', en: 'Animators' }, unit: 'people' },
    { key: 'people', label: { fr: 'Personnes qui attendent', en: 'People waiting' }, unit: 'people' },
  ],
  // How many wait is not told of one to four people; what waits names nobody.
  privacy: { people: ['people'], keep: ['value', 'rank', 'questions', 'mentions', 'animators'] },
  version: 1,
  compute: async (context) => {
    if (context.filter.to === null) return { rows: [] };
    const rows = await context.snapshot.db.all(Row, waitingItems(context, context.filter.to));
    return {
      rows: rank(
        rows.map(({ community_id, name, questions, mentions, animators, people }) => ({
          subject_id: community_id,
          name,
          value: animators === 0 ? null : (questions + mentions) / animators,
          columns: { questions, mentions, animators, people },
        })),
      ),
    };
  },
});

function waitingItems({ snapshot, filter }: Pick<Context, 'snapshot' | 'filter'>, to: string): Sql {
  const inside = { from: null, to, department: null, community: filter.community };
  const only = filter.community === null ? nothing : sql`where c.community_id = ${filter.community}`;
  const isQuestion = snapshot.capabilities.includes('questions') ? sql`and p.is_question` : nothing;
  const isWaiting = (day: Sql): Sql =>
    sql`${day} >= ${to}::date - ${waiting.to}::integer and ${day} < ${to}::date - ${waiting.from}::integer`;
  return sql`
    with written as (
      select * from (${humanContributions(inside, 'dropped')})
      where community_id is not null and day >= ${to}::date - ${waiting.to}::integer
    ),
    question as (
      select p.community_id, p.event_id, p.actor_id
      from written p
      where p.kind = 'post' and ${isWaiting(sql`p.day`)} ${isQuestion}
        and not exists (
          select 1 from written r
          where r.kind = 'reply' and r.thread_id = p.thread_id and ${anotherPerson(sql`r.actor_id`, sql`p.actor_id`)})
        and not exists (
          select 1 from written r
          where r.kind = 'reply' and r.thread_id is null and r.parent_event_id = p.event_id
            and ${anotherPerson(sql`r.actor_id`, sql`p.actor_id`)})
    ),
    last_word as (
      select community_id, actor_id, max(occurred_at) as wrote_at from written
      where kind in ('post', 'reply', 'share', 'message') group by all
    ),
    mention as (
      select m.community_id, m.event_id, m.actor_id
      from written m
      left join last_word w on w.community_id = m.community_id and w.actor_id = m.target_id
      where m.kind = 'mention' and ${isWaiting(sql`m.day`)}
        and ${anotherPerson(sql`m.actor_id`, sql`m.target_id`)} and coalesce(w.wrote_at < m.occurred_at, true)
    ),
    animator as (${currentAnimators(to)})
    select c.community_id, c.name,
      (select count(*) from question q where q.community_id = c.community_id) as questions,
      (select count(*) from mention m where m.community_id = c.community_id) as mentions,
      (select count(*) from animator a where a.community_id = c.community_id) as animators,
      (select count(distinct w.actor_id) from (select community_id, actor_id from question union all select community_id, actor_id from mention) w
        where w.community_id = c.community_id) as people
    from communities c
    ${only}
    order by c.community_id`;
}
