import { z } from 'zod';
import type { Capability } from '../contract/capabilities.ts';
import { sql } from '../facts/sql.ts';
import { defineMetric } from './define.ts';
import { contributionKinds, numberedContributions } from './human-contributions.ts';
import { knownPeriod, nothingKnown } from './known-period.ts';

const Row = z.object({
  date: z.string(),
  group: z.enum(contributionKinds),
  value: z.number(),
  numerator: z.number(),
  denominator: z.null(),
});

/** Kinds that are told by a capability even before the first of them happens. */
const toldBy: Partial<Record<Capability, readonly (typeof contributionKinds)[number][]>> = {
  threads: ['post', 'reply'],
  reactions: ['reaction'],
  mentions: ['mention'],
};

/** Contributions per ISO week and kind. */
export const contributions = defineMetric({
  id: 'contributions',
  shape: 'series',
  unit: 'count',
  family: 'adoption',
  label: { fr: 'Contributions par semaine', en: 'Contributions per week' },
  question: {
    fr: 'Que fait-on sur le réseau : publier, répondre, réagir ?',
    en: 'What do people do on the network: post, reply, react?',
  },
  definition: {
    fr: 'Nombre de contributions par semaine ISO (datée de son lundi) et par nature : publication, réponse, réaction, mention, message, partage. Sans les robots ; ce qu’un compte supprimé a écrit compte encore.',
    en: 'Contributions per ISO week (dated by its Monday) and kind: post, reply, reaction, mention, message, share. Without bots; what a deleted account wrote still counts.',
  },
  formula: 'N(w, k) = |{e : kind(e) = k, week(e) = w}|',
  range: { fr: '0 ou plus', en: '0 or more' },
  nullRule: {
    fr: 'Jamais nul : une semaine sans contribution vaut 0. Une nature que la source ne sait pas dire n’a pas de ligne.',
    en: 'Never null: a week without contribution is 0. A kind that the source does not tell has no row.',
  },
  reference: 'ISO 8601 weeks; counts are compared between weeks, not between kinds.',
  needs: ['times'],
  version: 1,
  compute: async (context) => {
    const period = knownPeriod(context);
    if (period === null) return nothingKnown;
    const { snapshot, filter } = context;
    const told = snapshot.capabilities.flatMap((capability) => toldBy[capability] ?? []).join(',');
    const kinds = contributionKinds.join(',');
    const rows = await snapshot.db.all(
      Row,
      sql`
        with counted as (
          select date_trunc('week', day)::date as week, kind, count(*) as n
          from (${numberedContributions({ ...filter, from: period.from, to: period.to }, 'kept')})
          group by all
        ),
        week as (
          select unnest(generate_series(
            date_trunc('week', ${period.from}::date), ${period.to}::date - 1, interval 7 day))::date as week
        ),
        kind as (
          select place, kind from (
            select generate_subscripts(list, 1) as place, unnest(list) as kind
            from (select string_split(${kinds}, ',') as list)
          )
          where list_contains(string_split(${told}, ','), kind) or kind in (select distinct kind from numbered_events)
        )
        select w.week as date, k.kind as group, coalesce(c.n, 0) as value, coalesce(c.n, 0) as numerator,
          null as denominator
        from week w cross join kind k left join counted c on c.week = w.week and c.kind = k.kind
        order by w.week, k.place`,
    );
    return { rows, warnings: partialWeeks(period.from, period.to) };
  },
});

function partialWeeks(from: string, to: string) {
  const isMonday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
  if (isMonday(from) && isMonday(to)) return [];
  return [
    {
      fr: 'La première ou la dernière semaine est incomplète : elle ne compte que les jours de la période.',
      en: 'The first or the last week is incomplete: it counts the days of the period only.',
    },
  ];
}
