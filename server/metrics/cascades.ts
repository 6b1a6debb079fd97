import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import type { Text } from '../contract/text.ts';
import type { Snapshot } from '../facts/open.ts';
import { nothing, sql } from '../facts/sql.ts';
import { eventsWithin, numberedPeople } from '../facts/tie-events.ts';
import { cascade } from '../models/cascade.ts';
import { defineMetric } from './define.ts';
import { rank } from './rank.ts';

/** With fewer answered threads a mean says nothing. */
const fewestThreads = 5;

/** How far conversations go in each community: people, departments, depth and structural virality of threads. */
export const cascades = defineMetric({
  id: 'cascades',
  shape: 'ranking',
  unit: 'index',
  family: 'dialogue',
  subject: 'community',
  label: { fr: 'Propagation des fils', en: 'Spread of threads' },
  question: {
    fr: 'Où les conversations passent-elles de personne en personne ?',
    en: 'Where do conversations pass from person to person?',
  },
  definition: {
    fr: 'Distance moyenne entre deux messages d’un même fil, en moyenne sur les fils d’au moins deux messages ouverts pendant la période : moins de 2 quand tous répondent au premier message, davantage quand on se répond les uns aux autres. À côté : messages, personnes et services par fil, profondeur et largeur.',
    en: 'Mean distance between two messages of a thread, on average over the threads of two messages or more opened in the period: less than 2 when all answer the first message, more when people answer each other. Beside it: messages, people and departments by thread, depth and breadth.',
  },
  formula: 'ν = Σ_{a ≠ b} d(a, b) ÷ (n(n − 1)); star: 2(n − 1)/n, chain: (n + 1)/3; mean over threads',
  range: { fr: '1 à plusieurs dizaines', en: '1 to several tens' },
  nullRule: {
    fr: `Nulle sous ${fewestThreads} fils d’au moins deux messages ; la communauté n’a alors pas de rang.`,
    en: `Null under ${fewestThreads} threads of two messages or more; the community then has no rank.`,
  },
  reference:
    'Goel, Anderson, Hofman & Watts (2016), The structural virality of online diffusion, Management Science 62.',
  needs: ['threads', 'communities'],
  columns: [
    { key: 'threads', label: { fr: 'Fils', en: 'Threads' }, unit: 'count' },
    { key: 'messages', label: { fr: 'Messages par fil', en: 'Messages by thread' }, unit: 'index' },
    { key: 'thread_people', label: { fr: 'Personnes par fil', en: 'People by thread' }, unit: 'index' },
    { key: 'thread_departments', label: { fr: 'Services par fil', en: 'Departments by thread' }, unit: 'index' },
    { key: 'depth', label: { fr: 'Profondeur', en: 'Depth' }, unit: 'index' },
    { key: 'breadth', label: { fr: 'Largeur', en: 'Breadth' }, unit: 'index' },
    { key: 'people', label: { fr: 'Personnes', en: 'People' }, unit: 'people' },
  ],
  privacy: { people: ['people'] },
  version: 1,
  compute: async ({ snapshot, filter }) => {
    const communities = await snapshot.db.all(
      z.object({ community_id: z.string(), name: z.string() }),
      sql`
        select community_id, name from communities
        ${filter.community === null ? nothing : sql`where community_id = ${filter.community}`} order by community_id`,
    );
    const knowsDepartments = snapshot.capabilities.includes('departments');
    const found = communities.map(() => new Spread());
    for (const thread of await loadThreads(snapshot, filter, knowsDepartments)) found[thread.community]?.add(thread);
    const rows = rank(
      communities.map(({ community_id, name }, k) => {
        const spread = found[k] ?? new Spread();
        const isKnown = spread.threads >= fewestThreads;
        const mean = (sum: number) => (isKnown ? sum / spread.threads : null);
        return {
          subject_id: community_id,
          name,
          value: mean(spread.virality),
          columns: {
            threads: spread.threads,
            messages: mean(spread.messages),
            thread_people: mean(spread.threadPeople),
            thread_departments: knowsDepartments ? mean(spread.threadDepartments) : null,
            depth: mean(spread.depth),
            breadth: mean(spread.breadth),
            people: spread.people.size,
          },
        };
      }),
    );
    const isFlat = found.every(({ depth, threads }) => depth === threads);
    return { rows, warnings: isFlat && found.some(({ threads }) => threads > 0) ? [flat] : [] };
  },
});

const flat: Text = {
  fr: 'Dans ces données, chaque réponse s’adresse au premier message du fil : la profondeur et la distance ne disent que sa longueur.',
  en: 'In these data each reply answers the first message of its thread: depth and distance tell its length only.',
};

/** Sums over the threads of one community. */
class Spread {
  threads = 0;
  messages = 0;
  threadPeople = 0;
  threadDepartments = 0;
  depth = 0;
  breadth = 0;
  virality = 0;
  readonly people = new Set<number>();

  add({ parents, authors, departments }: Thread): void {
    const { size, depth, breadth, virality } = cascade(parents);
    if (virality === null) return;
    this.threads += 1;
    this.messages += size;
    this.depth += depth;
    this.breadth += breadth;
    this.virality += virality;
    const known = new Set(authors.filter((author) => author >= 0));
    for (const author of known) this.people.add(author);
    this.threadPeople += known.size;
    this.threadDepartments += new Set(departments.filter((department) => department >= 0)).size;
  }
}

interface Thread {
  readonly community: number;
  /** Position in the thread of the message answered; authors and departments by message, -1 unknown. */
  readonly parents: Float64Array;
  readonly authors: Float64Array;
  readonly departments: Float64Array;
}

/** Threads opened by people in the period, with what people had answered there by its end, in order of time. */
async function loadThreads(
  { db }: Pick<Snapshot, 'db'>,
  filter: ResolvedFilter,
  knowsDepartments: boolean,
): Promise<Thread[]> {
  const [thread, place, answered, author, department] = await db.columns(
    5,
    sql`
      with node as materialized (${numberedPeople(filter)}),
      place as (
        select community_id, row_number() over (order by community_id) - 1 as place from communities
        ${filter.community === null ? nothing : sql`where community_id = ${filter.community}`}
      ),
      written as materialized (
        select source, event_id, parent_event_id, kind, actor_id, community_id, occurred_at,
          coalesce(day, date '9999-12-31') as day,
          coalesce(thread_id, if(kind = 'reply', parent_event_id, event_id)) as thread
        from (${eventsWithin(filter)})
        where kind in ('post', 'reply', 'share') and community_id is not null
          and actor_id not in (select person_id from people where kind = 'service')
      ),
      opened as (
        select source, thread, row_number() over (order by source, thread) as h
        from (select distinct source, thread from written where kind <> 'reply')
      ),
      numbered as materialized (
        select w.*, o.h, row_number() over (order by o.h, w.kind = 'reply', w.occurred_at, w.event_id) - 1 as k
        from written w join opened o using (source, thread)
      ),
      answered as (select event_id, k from numbered where kind = 'reply')
      ${knowsDepartments ? departmentOfTheDay : sql`, dated as (select *, -1 as department from numbered)`}
      select m.h, c.place, coalesce(p.k, -1), coalesce(n.i, -1), m.department
      from dated m
      left join place c using (community_id)
      left join node n on n.person_id = m.actor_id
      left join answered p on p.event_id = m.parent_event_id
      order by m.k`,
  );
  const threads: Thread[] = [];
  const lines = thread?.length ?? 0;
  for (let begin = 0; begin < lines; ) {
    let end = begin + 1;
    while (end < lines && thread?.[end] === thread?.[begin]) end++;
    const part = (column: Float64Array | undefined) => column?.subarray(begin, end) ?? new Float64Array(0);
    threads.push({
      community: place?.[begin] ?? -1,
      // What answers no earlier answer of its thread answers its first message.
      parents: part(answered).map((line, k) => (line > begin && line < begin + k ? line - begin : 0)),
      authors: part(author),
      departments: part(department),
    });
    begin = end;
  }
  return threads;
}

const departmentOfTheDay = sql`,
      spell as (
        select person_id, coalesce(valid_from, date '0001-01-01') as since,
          if(affiliation = 'external' or department is null, -1, dense_rank() over (order by department)) as department
        from people
      ),
      dated as (
        select m.*, coalesce(s.department, -1) as department
        from numbered m asof left join spell s on s.person_id = m.actor_id and m.day >= s.since
      )`;
