import type { Column } from '../contract/results.ts';
import { nothing, sql, type Sql } from '../facts/sql.ts';
import type { Context, MetricDefinition } from '../metrics/define.ts';
import { defineTable } from './define.ts';

const columns: readonly Column[] = [
  { key: 'figure', label: { fr: 'Chiffre', en: 'Figure' }, unit: 'text' },
  { key: 'platform', label: { fr: 'Plateforme', en: 'Platform' }, unit: 'text' },
  { key: 'subject_kind', label: { fr: 'Sujet', en: 'Subject' }, unit: 'text' },
  { key: 'subject_name', label: { fr: 'Nom du sujet', en: 'Subject name' }, unit: 'text' },
  { key: 'community_id', label: { fr: 'Communauté', en: 'Community' }, unit: 'text' },
  { key: 'from_day', label: { fr: 'Du', en: 'From' }, unit: 'date' },
  { key: 'to_day', label: { fr: 'Au (exclu)', en: 'To (not included)' }, unit: 'date' },
  { key: 'window_days', label: { fr: 'Jours', en: 'Days' }, unit: 'count' },
  { key: 'as_of', label: { fr: 'Arrêté au', en: 'As of' }, unit: 'date' },
  { key: 'given', label: { fr: 'Donné', en: 'Given' }, unit: 'flag' },
  { key: 'value', label: { fr: 'Valeur donnée', en: 'Value given' }, unit: 'count' },
  { key: 'people', label: { fr: 'Personnes derrière ce chiffre', en: 'People behind it' }, unit: 'people' },
  { key: 'counted', label: { fr: 'Compté par Vigie', en: 'Counted by Vigie' }, unit: 'count' },
  { key: 'counted_people', label: { fr: 'Personnes comptées', en: 'People counted' }, unit: 'people' },
  { key: 'difference', label: { fr: 'Écart', en: 'Difference' }, unit: 'count' },
  { key: 'share', label: { fr: 'Compté sur donné', en: 'Counted over given' }, unit: 'share' },
  { key: 'comparison', label: { fr: 'Comparaison', en: 'Comparison' }, unit: 'text' },
  { key: 'source', label: { fr: 'Format', en: 'Format' }, unit: 'text' },
  { key: 'import_id', label: { fr: 'Import', en: 'Import' }, unit: 'text' },
];

/** What tells a row from another stays readable when its figures are hidden. */
const identity = [
  'figure',
  'platform',
  'subject_kind',
  'subject_name',
  'community_id',
  'from_day',
  'to_day',
  'window_days',
  'as_of',
  'given',
  'comparison',
  'source',
  'import_id',
  'other_windows',
];

/** The people behind a figure: itself when it counts people, else those whom the platform gives beside it. */
const behind = sql`case
  when figure like '%people' or figure in ('members', 'full_members', 'guests') then value
  when figure like '%reactions' then any_value(value) filter (where figure = 'reacting_people') over beside
  when figure like '%reads' then any_value(value) filter (where figure = 'reading_people') over beside
  when figure like '%messages%' or figure in ('posts', 'replies', 'files')
    then any_value(value) filter (where figure = 'posting_people') over beside
end`;

const rows = ({ filter }: Context): Sql => sql`
  select
    *, value is not null as given, ${behind} as people, counted - value as difference,
    if(value > 0, counted / value, null) as share
  from reported
  ${filter.community === null ? nothing : sql`where community_id = ${filter.community}`}
  window beside as (partition by source, platform, subject_kind, subject_name, community_id, from_day, to_day)`;

const order = sql`platform, subject_kind desc, subject_name nulls first, community_id nulls first, figure,
  coalesce(to_day, as_of) desc nulls last, window_days nulls first, as_of desc nulls last, import_id`;

const kept = sql`figure, platform, subject_kind, subject_name, community_id, from_day, to_day, window_days, as_of, given,
  value, people, counted, counted_people, difference, share, comparison, source, import_id`;

const described = {
  id: 'reported',
  label: { fr: 'Chiffres donnés par la plateforme', en: 'Figures given by the platform' },
  definition: {
    fr: 'Ce que la plateforme compte elle-même, tel qu’elle le donne et avec sa période, à côté de ce que Vigie compte dans les messages de la même période. Ces chiffres se recouvrent et ne s’additionnent pas.',
    en: 'What the platform counts itself, as given and with its period, beside what Vigie counts in the messages of the same period. These figures overlap and are never added up.',
  },
  privacy: { people: ['people', 'counted_people'], keep: identity },
} as const;

/** The canonical table `reported`: every figure of every window. */
export const reported: MetricDefinition = defineTable({
  ...described,
  columns,
  query: (context) => sql`select ${kept} from (${rows(context)}) order by ${order}`,
});

/** The same with the latest window alone of each figure, subject and length, and how many others there are: for a screen. */
export const latestReported: MetricDefinition = defineTable({
  ...described,
  columns: [...columns, { key: 'other_windows', label: { fr: 'Autres périodes', en: 'Other periods' }, unit: 'count' }],
  query: (context) => sql`
    select ${kept}, count(*) over same - 1 as other_windows
    from (${rows(context)})
    window same as (partition by figure, platform, subject_kind, subject_name, community_id, window_days, source)
    qualify row_number() over (
      partition by figure, platform, subject_kind, subject_name, community_id, window_days, source
      order by coalesce(to_day, as_of) desc nulls last, as_of desc nulls last
    ) = 1
    order by ${order}`,
});
