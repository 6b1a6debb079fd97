import { z } from 'zod';
import type { Capability } from '../contract/capabilities.ts';
import type { ResolvedFilter } from '../contract/filters.ts';
import type { Row } from '../contract/results.ts';
import { nothing, type Sql, sql } from '../facts/sql.ts';
import { defineMetric } from './define.ts';
import { inDepartment } from './in-department.ts';
import { addDays, daysBetween, knownPeriod, nothingKnown } from './known-period.ts';

/** From the lowest rung to the highest, and the capability without which nobody can be seen on it. */
const rungs: readonly { readonly rung: string; readonly told: readonly Capability[] }[] = [
  { rung: 'silent', told: ['population', 'memberships'] },
  { rung: 'reads', told: ['views'] },
  { rung: 'reacts', told: ['reactions'] },
  { rung: 'answers', told: ['threads', 'mentions'] },
  { rung: 'posts', told: ['times'] },
];

const Move = z.object({ now: z.number().nullable(), before: z.number().nullable(), people: z.number() });
type Move = z.infer<typeof Move>;

/** How many people stand on each rung, from silent to posting, and who moved since the period before. */
export const participationLadder = defineMetric({
  id: 'participation-ladder',
  shape: 'table',
  unit: 'people',
  family: 'adoption',
  label: { fr: 'Échelle de participation', en: 'Participation ladder' },
  question: {
    fr: 'Sur quelle marche chacun se tient-il, et qui en a changé ?',
    en: 'On which rung does everyone stand, and who moved?',
  },
  definition: {
    fr: 'Chaque personne se tient sur la plus haute marche atteinte pendant la période : silencieuse, lit, réagit, répond (ou mentionne), publie (ou partage). La période précédente a la même durée. Sont dites montées ou descendues les personnes qui se tenaient plus bas ou plus haut. Sans les externes ; avec une communauté, les silencieux sont ses membres.',
    en: 'Everyone stands on the highest rung reached in the period: silent, reads, reacts, answers (or mentions), posts (or shares). The period before has the same length. Moved up or down are those who stood lower or higher. Externals are left out; with a community, the silent are its members.',
  },
  formula: 'rung(p) = max{r : p did r in [from, to)}; share(r) = people(r) ÷ Σ people',
  range: {
    fr: 'Les marches s’additionnent à la population (ou aux personnes vues)',
    en: 'The rungs add up to the population (or to the people seen)',
  },
  nullRule: {
    fr: 'Nul quand la source ne dit rien de cette marche ; avant : nul quand les données ne couvrent pas la période précédente.',
    en: 'Null when the source tells nothing of that rung; before: null when the data do not cover the previous period.',
  },
  reference: 'Reader-to-leader ladder (Preece & Shneiderman 2009); 90-9-1 (Nielsen 2006).',
  needs: ['times'],
  columns: [
    { key: 'rung', label: { fr: 'Marche', en: 'Rung' }, unit: 'text' },
    { key: 'people', label: { fr: 'Personnes', en: 'People' }, unit: 'people' },
    { key: 'share', label: { fr: 'Part', en: 'Share' }, unit: 'share' },
    { key: 'previous_people', label: { fr: 'Personnes avant', en: 'People before' }, unit: 'people' },
    { key: 'moved_up', label: { fr: 'Montées', en: 'Moved up' }, unit: 'people' },
    { key: 'moved_down', label: { fr: 'Descendues', en: 'Moved down' }, unit: 'people' },
  ],
  privacy: { people: ['people', 'previous_people', 'moved_up', 'moved_down'], keep: ['rung'] },
  version: 1,
  compute: async (context) => {
    const period = knownPeriod(context);
    if (period === null) return nothingKnown;
    const { snapshot, filter } = context;
    const can = (...told: readonly Capability[]) => told.some((one) => snapshot.capabilities.includes(one));
    const knowsEveryone = can(filter.community === null ? 'population' : 'memberships');
    const before = { from: addDays(period.from, -daysBetween(period.from, period.to)), to: period.from };
    const moves = await snapshot.db.all(
      Move,
      sql`
        with now as (${standing(filter, period, knowsEveryone)}),
        before as (${standing(filter, before, knowsEveryone)})
        select n.rung as now, b.rung as before, count(*) as people
        from now n full join before b on b.person = n.person
        group by all order by all`,
    );
    const isKnown = (told: readonly Capability[], rung: string) => (rung === 'silent' ? knowsEveryone : can(...told));
    return { rows: ladder(moves, before.from >= period.dataFrom, knowsEveryone, isKnown) };
  },
});

function ladder(
  moves: readonly Move[],
  knowsBefore: boolean,
  knowsEveryone: boolean,
  isKnown: (told: readonly Capability[], rung: string) => boolean,
): Row[] {
  const count = (counts: (move: Move) => boolean) =>
    moves.reduce((sum, move) => (counts(move) ? sum + move.people : sum), 0);
  const total = count(({ now }) => now !== null);
  // Where everyone is known, somebody absent before had not joined yet: that is an arrival, not a climb.
  const rungBefore = ({ before }: Move) => before ?? (knowsEveryone ? null : 0);
  return rungs.map(({ rung, told }, level) => {
    const here = ({ now }: Move) => now === level;
    const isTold = isKnown(told, rung) || count(here) > 0;
    const ifTold = (value: number) => (isTold ? value : null);
    const ifBefore = (value: number) => (isTold && knowsBefore ? value : null);
    return {
      rung,
      people: ifTold(count(here)),
      share: isTold && total > 0 ? count(here) / total : null,
      previous_people: ifBefore(count(({ before }) => before === level)),
      moved_up: ifBefore(count((move) => here(move) && (rungBefore(move) ?? level) < level)),
      moved_down: ifBefore(count((move) => here(move) && (rungBefore(move) ?? level) > level)),
    };
  });
}

/** (person, rung) of the people seen in the period, and of everyone else who could be when that is known: rung 0. */
function standing(
  filter: Pick<ResolvedFilter, 'department' | 'community'>,
  period: { readonly from: string; readonly to: string },
  knowsEveryone: boolean,
): Sql {
  const lastDay = sql`(${period.to}::date - 1)`;
  return sql`
    select person, max(rung) as rung
    from (
      select a.person,
        case when a.posts > 0 then 4 when a.replies + a.mentions > 0 then 3 when a.reactions > 0 then 2
          when a.views > 0 then 1 else 0 end as rung
      from numbered_days a
        ${filter.department === null ? nothing : sql`join person_numbers w on w.person = a.person`}
      where a.day >= ${period.from}::date and a.day < ${period.to}::date
        and a.posts + a.replies + a.mentions + a.reactions + a.views > 0
        ${
          filter.community === null
            ? nothing
            : sql`and a.community = (select community from community_numbers where community_id = ${filter.community})`
        }
        ${inDepartment(filter.department, sql`w.person_id`, sql`a.day`)}
      ${knowsEveryone ? sql`union all (${everyone(filter, period, lastDay)})` : nothing}
    )
    where person not in (
      select person from people join person_numbers using (person_id) where affiliation = 'external')
    group by person`;
}

/** (person, 0) of the people employed at the end of the period, or members of the community at some time in it. */
function everyone(
  filter: Pick<ResolvedFilter, 'department' | 'community'>,
  period: { readonly from: string; readonly to: string },
  lastDay: Sql,
): Sql {
  return sql`
    select n.person, 0
    from people p join person_numbers n on n.person_id = p.person_id
    where p.kind = 'human'
      and (p.joined_on is null or p.joined_on <= ${lastDay}) and (p.left_on is null or p.left_on > ${lastDay})
      ${
        filter.community === null
          ? nothing
          : sql`and p.person_id in (
              select m.person_id from memberships m
              where m.community_id = ${filter.community}
                and (m.valid_from is null or m.valid_from < ${period.to}::date)
                and (m.valid_to is null or m.valid_to > ${period.from}::date))`
      }
      ${inDepartment(filter.department, sql`p.person_id`, lastDay)}`;
}
