import { z } from 'zod';
import type { TieParameters } from '../contract/tie-parameters.ts';
import { formerStays } from '../facts/group-stays.ts';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { twoWayTies } from '../facts/tie-strength.ts';
import { datedExchanges, type DatedPartners, noneMoved, pairOf } from '../models/dated-partners.ts';
import { type Candidate, departmentIndex } from './candidates.ts';
import type { ScoreWindow } from './score-window.ts';

const Line = z.object({
  i: z.number(),
  j: z.number(),
  week: z.number(),
  w: z.number(),
  /** Whether it was said before j came to the last department, and in which one. */
  is_former: z.boolean(),
  label: z.string().nullable(),
});

/**
 * The departments of people, those of movers by the day of each exchange: one line per pair, week and department in which
 * the partner who moved was then. Partners both wrote to the other. Messages are left out, as from the rest of what the score
 * looks at.
 */
export async function loadDatedPartners(
  { db, time_zone }: Pick<Snapshot, 'db' | 'time_zone'>,
  window: ScoreWindow,
  candidates: readonly Candidate[],
  parameters: TieParameters,
): Promise<DatedPartners> {
  const people = candidates.length;
  const last = departmentIndex(candidates);
  const stays = formerStays(window.filter, 'department', people);
  const [movers] = await db.columns(1, sql`with ${stays} select count(*)::integer from stay`);
  if (movers?.[0] === 0) return { departmentOf: last.of, departments: last.names.length, moved: noneMoved() };
  const lines = await db.all(
    Line,
    sql`
      with ${stays},
      mover as (select distinct person from stay),
      tie as (
        select i, j, day, w from (${twoWayTies(time_zone, window.filter, parameters)})
        where day is not null and kind <> 'message'
      ),
      both_ways as (select i, j, day, w from tie union all select j, i, day, w from tie)
      select b.i, b.j, (floor((b.day - date '1970-01-01' + 3) / 7) - ${window.firstWeek})::integer as week,
        s.person is not null as is_former, s.label, sum(b.w order by b.w) as w
      from both_ways b
      join mover m on m.person = b.j
      left join stay s on s.person = b.j and b.day >= s.since and b.day < s.until
      group by all
      order by b.i, b.j, week, is_former, s.label`,
  );
  const numbers = new Map(last.names.map((name, department) => [name, department]));
  const numberOf = (label: string | null): number => {
    if (label === null) return -1;
    const known = numbers.get(label) ?? numbers.size;
    numbers.set(label, known);
    return known;
  };
  const moved = datedExchanges(
    lines.map(({ i, j }) => pairOf(people, i, j)),
    lines.map(({ week }) => week),
    lines.map(({ j, is_former, label }) => (is_former ? numberOf(label) : (last.of[j] ?? -1))),
    lines.map(({ w }) => w),
  );
  return { departmentOf: last.of, departments: numbers.size, moved };
}
