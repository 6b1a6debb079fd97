import type { ResolvedFilter } from '../contract/filters.ts';
import type { Text } from '../contract/text.ts';
import { anotherPerson } from '../facts/another-person.ts';
import type { Db } from '../facts/db.ts';
import { nothing, sql } from '../facts/sql.ts';
import { eventsWithin, numberedPeople } from '../facts/tie-events.ts';
import { components } from '../graph/components.ts';
import { buildDirected, degrees, type Graph, induced, strengths, transpose, undirected } from '../graph/graph.ts';
import { hits } from '../graph/hits.ts';
import { defineMetric } from './define.ts';
import { peopleInScope } from './people-in-scope.ts';
import { rankPeople } from './rank.ts';

/** Expertise: authority on ties from asker to answerer (Kleinberg 1999). */
export const expertise = defineMetric({
  id: 'expertise',
  shape: 'ranking',
  unit: 'share',
  family: 'network',
  subject: 'person',
  label: { fr: 'Expertise reconnue (HITS)', en: 'Expertise (HITS)' },
  question: { fr: 'Qui répond à ceux qui cherchent bien ?', en: 'Who answers those who ask the right people?' },
  definition: {
    fr: 'Chaque question à laquelle quelqu’un répond fait un lien de qui demande vers qui répond. Est expert qui répond à ceux dont les questions trouvent les experts. Sans questions reconnues, tout fil ouvert par un autre en tient lieu. La mesure suit le cercle le plus dense : pour les experts d’un sujet, choisir sa communauté. Ne figure que qui a répondu.',
    en: 'Each question that someone answers makes a tie from who asks to who answers. An expert answers those whose questions find experts. Where questions are not known, any thread opened by somebody else stands for one. The measure follows the densest circle: for the experts of a subject, choose its community. Only people who answered are listed.',
  },
  formula: 'a ← Wᵀh, h ← Wa, Σ a = 1; W_qa = ln(1 + threads of q that a answered)',
  range: { fr: '0 à 1 ; la somme vaut 1', en: '0 to 1; values add up to 1' },
  nullRule: {
    fr: 'Nulle hors du plus grand cercle, quand deux cercles séparés pèsent autant l’un que l’autre.',
    en: 'Null outside the largest circle, when two separate circles weigh the same.',
  },
  reference: 'Kleinberg (1999), Authoritative sources in a hyperlinked environment, Journal of the ACM 46(5).',
  needs: ['threads'],
  columns: [
    { key: 'people_answered', label: { fr: 'Personnes aidées', en: 'People answered' }, unit: 'people' },
    { key: 'threads_answered', label: { fr: 'Fils où il ou elle répond', en: 'Threads answered' }, unit: 'count' },
  ],
  version: 1,
  compute: async ({ snapshot, filter }) => {
    const { db } = snapshot;
    const scope = await peopleInScope(db, filter);
    const knowsQuestions = snapshot.capabilities.includes('questions');
    const answered = await loadAnswers(db, filter, scope.people.length, knowsQuestions);
    const askers = degrees(transpose(answered));
    const threads = strengths(transpose(answered));
    const values = authority({ ...answered, weights: answered.weights.map(Math.log1p) });
    const rows = rankPeople(scope, (node) =>
      (askers[node] ?? 0) === 0
        ? null
        : {
            value: values.get(node) ?? null,
            columns: { people_answered: askers[node] ?? 0, threads_answered: threads[node] ?? 0 },
          },
    );
    return { rows, warnings: knowsQuestions ? [] : [anyThread] };
  },
});

const anyThread: Text = {
  fr: 'Cette source ne dit pas quelles publications posent une question : tout fil auquel un autre répond compte.',
  en: 'This source does not tell which posts ask a question: any thread that somebody else answers counts.',
};

/** Ties from asker to answerer, each weighing the threads of the one that the other answered after the question. */
async function loadAnswers(db: Db, filter: ResolvedFilter, people: number, knowsQuestions: boolean): Promise<Graph> {
  const asks = knowsQuestions ? sql`and is_question` : nothing;
  const [from, to, threads] = await db.columns(
    3,
    sql`
      with node as materialized (${numberedPeople(filter)}),
      written as materialized (
        select source, kind, actor_id, is_question, occurred_at,
          coalesce(thread_id, if(kind = 'reply', parent_event_id, event_id)) as thread
        from (${eventsWithin(filter)})
        where kind in ('post', 'reply')
      ),
      asked as (
        select source, thread, actor_id, min(occurred_at) as asked_at
        from written where kind = 'post' ${asks} group by all
      )
      select q.i, a.i, count(distinct (k.source, k.thread))
      from asked k
      join written r on r.kind = 'reply' and r.source = k.source and r.thread = k.thread
        and ${anotherPerson(sql`r.actor_id`, sql`k.actor_id`)} and coalesce(r.occurred_at >= k.asked_at, true)
      join node q on q.person_id = k.actor_id
      join node a on a.person_id = r.actor_id
      group by q.i, a.i`,
  );
  return buildDirected(people, Uint32Array.from(from ?? []), Uint32Array.from(to ?? []), threads ?? null);
}

/** Authority by node: over everybody when it is defined, else over the largest connected circle, else of nobody. */
function authority(answers: Graph): Map<number, number> {
  const everybody = hits(answers);
  if (everybody !== null) return new Map(everybody.authority.entries());
  const { labels, sizes, largest } = components(undirected(answers, 'sum'));
  const label = sizes.indexOf(largest);
  const circle = [...labels.keys()].filter((node) => labels[node] === label);
  const found = hits(induced(answers, circle));
  return new Map(circle.flatMap((node, k) => (found === null ? [] : [[node, found.authority[k] ?? 0] as const])));
}
