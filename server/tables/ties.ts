import { tieParametersOf } from '../backtest/half-life.ts';
import type { ResolvedFilter } from '../contract/filters.ts';
import { type TieParameters, tieParameters } from '../contract/tie-parameters.ts';
import { anotherPerson } from '../facts/another-person.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';
import { networkPeople, numberedPeople, tieEvents } from '../facts/tie-events.ts';
import { directedEvidence, sharedThreadCounts } from '../facts/tie-strength.ts';
import type { MetricDefinition } from '../metrics/define.ts';
import { defineTable } from './define.ts';

const counts = (key: string, fr: string, en: string) => ({ key, label: { fr, en }, unit: 'count' as const });

/** The table `ties`: one row per directed pair with an event, and what it is made of. */
export const ties: MetricDefinition = {
  ...defineTable({
    id: 'ties',
    label: { fr: 'Liens', en: 'Ties' },
    definition: {
      fr: 'Un lien va de celui qui répond, mentionne, réagit ou écrit à celui qui reçoit cette attention. La valeur dépend du mode demandé ; les colonnes suivantes comptent les événements, sans plafond ni oubli (la ligne d’un réseau publié compte pour son poids), puis les fils où les deux ont écrit. Avec un service : les liens entre ses membres.',
      en: 'A tie goes from the one who replies, mentions, reacts or writes to the one who receives that attention. The value depends on the mode asked; the next columns count events, uncapped and undecayed (a line of a published network counts for its weight), then the threads where both wrote. With a department: the ties between its members.',
    },
    columns: [
      { key: 'from', label: { fr: 'De', en: 'From' }, unit: 'text' },
      { key: 'to', label: { fr: 'Vers', en: 'To' }, unit: 'text' },
      { key: 'value', label: { fr: 'Valeur', en: 'Value' }, unit: 'index' },
      counts('reply', 'Réponses', 'Replies'),
      counts('mention', 'Mentions', 'Mentions'),
      counts('reaction', 'Réactions', 'Reactions'),
      counts('message', 'Messages', 'Messages'),
      counts('co_thread', 'Fils partagés', 'Shared threads'),
    ],
    privacy: { persons: ['from', 'to'] },
    query: async ({ snapshot, filter }) =>
      tiesQuery(
        snapshot.time_zone,
        filter,
        filter.ties === 'strength' ? await tieParametersOf(snapshot) : tieParameters,
      ),
  }),
  formula: 'value: raw 1; counts = reply + mention + reaction + message; strength = ln(1 + W)',
  ties: 'raw',
};

function tiesQuery(timeZone: string, filter: ResolvedFilter, parameters: TieParameters): Sql {
  return sql`
    with node as materialized (
      select person_id from (${networkPeople(filter)})
      ${filter.department === null ? nothing : sql`where department = ${filter.department}`}
    ),
    tie as (
      select e.actor_id, e.target_id,
        coalesce(sum(e.weight) filter (where e.kind = 'reply'), 0) as reply,
        coalesce(sum(e.weight) filter (where e.kind = 'mention'), 0) as mention,
        coalesce(sum(e.weight) filter (where e.kind = 'reaction'), 0) as reaction,
        coalesce(sum(e.weight) filter (where e.kind = 'message'), 0) as message
      from (${tieEvents(filter)}) e
      semi join node a on a.person_id = e.actor_id
      semi join node b on b.person_id = e.target_id
      where ${anotherPerson(sql`e.actor_id`, sql`e.target_id`)}
      group by all
    )
    select t.actor_id as "from", t.target_id as "to", ${value(filter)} as value,
      t.reply, t.mention, t.reaction, t.message, coalesce(s.threads, 0) as co_thread
    from tie t
    left join (${sharedThreadCounts(filter)}) s
      on s.one = least(t.actor_id, t.target_id) and s.other = greatest(t.actor_id, t.target_id)
    ${filter.ties === 'strength' ? strengthJoin(timeZone, filter, parameters) : nothing}
    order by t.actor_id, t.target_id`;
}

function value(filter: ResolvedFilter): Sql {
  if (filter.ties === 'strength') return sql`w.s`;
  return filter.ties === 'counts' ? sql`t.reply + t.mention + t.reaction + t.message` : sql`1`;
}

function strengthJoin(timeZone: string, filter: ResolvedFilter, parameters: TieParameters): Sql {
  return sql`
    join (
      select x.person_id as one, y.person_id as other, ln(1 + s.w) as s
      from (${directedEvidence(timeZone, filter, parameters)}) s
      join (${numberedPeople(filter)}) x on x.i = s.i
      join (${numberedPeople(filter)}) y on y.i = s.j
    ) w on w.one = t.actor_id and w.other = t.target_id`;
}
