import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { anotherPerson } from '../facts/another-person.ts';
import { nothing, sql } from '../facts/sql.ts';
import { eventsWithin, networkPeople } from '../facts/tie-events.ts';
import { personaOf, personas as kinds } from '../models/persona.ts';
import { minimumGroupSize } from '../privacy.ts';
import { defineMetric } from './define.ts';
import { addDays, daysBetween, knownPeriod, nothingKnown } from './known-period.ts';

/** The balance of a person is looked at over this many days at most. */
const windowDays = 90;

/** How many people start conversations, keep them up, answer, announce or look on: shares of a group, never names. */
export const personas = defineMetric({
  id: 'personas',
  shape: 'table',
  unit: 'share',
  family: 'dialogue',
  label: { fr: 'Manières de participer', en: 'Ways of taking part' },
  question: {
    fr: 'Combien animent, répondent, annoncent ou observent ?',
    en: 'How many stir, answer, announce or look on?',
  },
  definition: {
    fr: `Sur les ${windowDays} derniers jours de la période, M : publications, réponses et réactions faites ; V : réponses et réactions reçues. Observer : moins d’une contribution par quinzaine. Sinon, V ÷ (V + M) entre 0,4 et 0,6 : dialoguer ; au-dessus : entraîner ; au-dessous : annoncer si l’on publie plus qu’on ne répond, répondre sinon. « Sûres » : l’intervalle à 95 % de cette part reste dans la même zone. Annoncer est normal au lancement d’une campagne. Personne n’est nommé.`,
    en: `Over the last ${windowDays} days of the period, M: posts, replies and reactions made; V: replies and reactions received. Looking on: less than one contribution a fortnight. Otherwise V ÷ (V + M) between 0.4 and 0.6: conversing; above: stirring; below: announcing when posts outnumber replies, answering otherwise. "Sure": the 95% interval of that share stays in the same zone. Announcing is normal at the launch of a campaign. Nobody is named.`,
  },
  formula:
    'B = (V − M)/(V + M); |B| ≤ 0.2 engager; B > 0.2 catalyst; B < −0.2: posts > replies ? broadcaster : responder',
  range: { fr: '0 au nombre de personnes', en: '0 to the number of people' },
  nullRule: {
    fr: 'Observer est nul quand on ne connaît pas toutes les personnes qui pourraient participer : on ne voit pas qui n’a rien fait. « Sûres » est nul de 1 à 4 personnes.',
    en: 'Looking on is null when not everyone who could take part is known: who did nothing is not seen. "Sure" is null from 1 to 4 people.',
  },
  reference:
    'Balance of contributions and responses (SWOOP Analytics, personas). Thresholds are ours. Interval: Wilson 1927.',
  needs: ['times', 'threads'],
  columns: [
    { key: 'persona', label: { fr: 'Manière', en: 'Way' }, unit: 'text' },
    { key: 'people', label: { fr: 'Personnes', en: 'People' }, unit: 'people' },
    { key: 'share', label: { fr: 'Part', en: 'Share' }, unit: 'share' },
    { key: 'sure', label: { fr: 'Dont sûres', en: 'Of whom sure' }, unit: 'people' },
  ],
  privacy: { people: ['people'], keep: ['persona'], partition: 'people' },
  version: 1,
  compute: async (context) => {
    const period = knownPeriod(context);
    if (period === null) return nothingKnown;
    const { snapshot, filter } = context;
    const begins = addDays(period.to, -windowDays);
    const window = { ...filter, from: begins > period.from ? begins : period.from, to: period.to };
    const days = daysBetween(window.from, window.to);
    const knowsEveryone = filter.community === null && snapshot.capabilities.includes('population');
    const [posts, replies, reactions, received] = await snapshot.db.columns(
      4,
      sql`
        with events_within as materialized (
          select source, kind, actor_id, target_id,
            coalesce(thread_id, if(kind in ('reply', 'reaction'), parent_event_id, event_id)) as thread
          from (${eventsWithin(window)})
          where kind in ('post', 'share', 'reply', 'reaction')
        ),
        opened as (
          select source, thread, min(actor_id) as opener from events_within where kind = 'post' group by source, thread
        ),
        answered as (
          select e.actor_id, coalesce(e.target_id, o.opener) as person_id
          -- By equalities alone: with any other condition DuckDB pairs every event with every thread.
          from events_within e left join opened o on o.source = e.source and o.thread = e.thread
          where e.kind in ('reply', 'reaction') and e.actor_id not in (select person_id from people where kind = 'service')
        ),
        made as (
          select actor_id as person_id, count(*) filter (where kind in ('post', 'share')) as posts,
            count(*) filter (where kind = 'reply') as replies, count(*) filter (where kind = 'reaction') as reactions
          from events_within group by actor_id
        ),
        got as (
          select person_id, count(*) as received from answered
          where ${anotherPerson(sql`actor_id`, sql`person_id`)}
          group by person_id
        ),
        here as (
          select person_id from people where kind = 'human'
          group by person_id
          having coalesce(min(joined_on) < ${window.to}::date, true) and coalesce(max(left_on) >= ${window.to}::date, true)
        )
        select coalesce(m.posts, 0), coalesce(m.replies, 0), coalesce(m.reactions, 0), coalesce(g.received, 0)
        from (${networkPeople(window)}) n
        join here using (person_id)
        left join made m using (person_id)
        left join got g using (person_id)
        where not n.is_external
          ${filter.department === null ? nothing : sql`and n.department = ${filter.department}`}
          ${knowsEveryone ? nothing : sql`and m.person_id is not null`}`,
    );
    const found = Array.from(posts ?? [], (own, k) =>
      personaOf(
        { posts: own, replies: replies?.[k] ?? 0, reactions: reactions?.[k] ?? 0, received: received?.[k] ?? 0 },
        days,
      ),
    );
    const known = knowsEveryone ? found : found.filter(({ persona }) => persona !== 'observer');
    const rows = kinds.map((kind): Row => {
      const people = known.filter(({ persona }) => persona === kind);
      return kind === 'observer' && !knowsEveryone
        ? { persona: kind, people: null, share: null, sure: null }
        : {
            persona: kind,
            people: people.length,
            share: known.length === 0 ? null : people.length / known.length,
            sure: enoughOrNone(people.filter(({ isSure }) => isSure).length),
          };
    });
    return { rows, warnings: knowsEveryone ? [] : [amongActive] };
  },
});

/** A few of many are not told apart. */
const enoughOrNone = (people: number): number | null => (people > 0 && people < minimumGroupSize ? null : people);

const amongActive: Text = {
  fr: 'Toutes les personnes qui pourraient participer ne sont pas connues : les parts portent sur celles qui contribuent au moins une fois par quinzaine.',
  en: 'Not everyone who could take part is known: shares are of the people who contribute at least once a fortnight.',
};
