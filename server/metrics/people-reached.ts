import { anotherPerson } from '../facts/another-person.ts';
import { sql } from '../facts/sql.ts';
import { eventsWithin, numberedPeople } from '../facts/tie-events.ts';
import { defineMetric } from './define.ts';
import { peopleInScope } from './people-in-scope.ts';
import { rankPeople } from './rank.ts';

/** How many different people took part in the threads that someone opened, and from how many departments. */
export const peopleReached = defineMetric({
  id: 'people-reached',
  shape: 'ranking',
  unit: 'people',
  family: 'dialogue',
  subject: 'person',
  label: { fr: 'Personnes touchées', en: 'People reached' },
  question: { fr: 'Qui fait participer le plus de monde ?', en: 'Who brings most people to take part?' },
  definition: {
    fr: 'Personnes différentes qui ont répondu ou réagi dans les fils que cette personne a ouverts pendant la période. Mille réactions d’un même collègue comptent pour une personne. Ne figurent que celles et ceux dont un fil a touché quelqu’un.',
    en: 'Different people who replied or reacted in the threads that this person opened in the period. A thousand reactions of one colleague count as one person. Only people one of whose threads reached somebody are listed.',
  },
  formula: '|{j ≠ i : j replied or reacted in a thread opened by i}|',
  range: { fr: '1 au nombre de personnes moins 1', en: '1 to the number of people less 1' },
  nullRule: {
    fr: 'Jamais nul ; les services sont nuls quand aucun n’est connu.',
    en: 'Never null; departments are null when none is known.',
  },
  reference: 'Distinct people engaged (SWOOP Analytics, influential people); departments on the day of the reply.',
  needs: ['threads'],
  columns: [
    { key: 'people_wrote', label: { fr: 'Dont par écrit', en: 'Of whom in writing' }, unit: 'people' },
    { key: 'departments', label: { fr: 'Services touchés', en: 'Departments reached' }, unit: 'count' },
    { key: 'threads', label: { fr: 'Fils suivis d’effet', en: 'Threads with an effect' }, unit: 'count' },
  ],
  version: 1,
  compute: async ({ snapshot, filter }) => {
    const [node, people, wrote, departments, threads] = await snapshot.db.columns(
      5,
      sql`
        with node as materialized (${numberedPeople(filter)}),
        within as materialized (
          select source, kind, actor_id, day,
            coalesce(thread_id, if(kind in ('reply', 'reaction'), parent_event_id, event_id)) as thread
          from (${eventsWithin(filter)})
          where kind in ('post', 'reply', 'reaction', 'share')
        ),
        opened as (
          select distinct w.source, w.thread, w.actor_id, n.i
          from within w join node n on n.person_id = w.actor_id
          where w.kind in ('post', 'share')
        ),
        reached as (
          select o.i, a.i as j, o.source, o.thread, w.actor_id, w.kind, coalesce(w.day, date '9999-12-31') as day
          from opened o
          join within w on w.kind in ('reply', 'reaction') and w.source = o.source and w.thread = o.thread
            and ${anotherPerson(sql`w.actor_id`, sql`o.actor_id`)}
          join node a on a.person_id = w.actor_id
        ),
        spell as (
          select person_id, if(affiliation = 'external', null, department) as department,
            coalesce(valid_from, date '0001-01-01') as since
          from people
        )
        select r.i, count(distinct r.j), count(distinct r.j) filter (where r.kind = 'reply'),
          count(distinct s.department), count(distinct (r.source, r.thread))
        from reached r asof left join spell s on s.person_id = r.actor_id and r.day >= s.since
        group by r.i`,
    );
    const at = new Map(Array.from(node ?? [], (i, line) => [i, line] as const));
    const knowsDepartments = snapshot.capabilities.includes('departments');
    const rows = rankPeople(await peopleInScope(snapshot.db, filter), (i) => {
      const line = at.get(i);
      return line === undefined
        ? null
        : {
            value: people?.[line] ?? 0,
            columns: {
              people_wrote: wrote?.[line] ?? 0,
              departments: knowsDepartments ? (departments?.[line] ?? 0) : null,
              threads: threads?.[line] ?? 0,
            },
          };
    });
    return { rows };
  },
});
