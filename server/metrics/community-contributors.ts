import type { ResolvedFilter } from '../contract/filters.ts';
import { dayOrLast } from '../facts/affiliations.ts';
import type { Db } from '../facts/db.ts';
import { nothing, sql } from '../facts/sql.ts';
import { sortedBy } from '../models/counting-sort.ts';
import { numberedContributions } from './human-contributions.ts';

/** Contributions to communities, in the order of no id; few columns, since going through them by community is what takes time. */
export interface ContributionLines {
  /** The place of the community in the order of ids, among those that the filter lets through. */
  readonly place: ArrayLike<number>;
  /** 3 × the number of the person in `person_numbers` + the kind of the contribution. */
  readonly personAndKind: ArrayLike<number>;
  /** Day number; undated ones are of the last of all days. */
  readonly day: ArrayLike<number>;
}

export const lineKinds = { other: 0, post: 1, reply: 2 } as const;

/** What each contributor of one community made; the arrays are longer, and written over for the next community. */
export interface Contributors {
  readonly count: number;
  readonly person: Int32Array;
  readonly contributions: Int32Array;
  /** Posts and replies among the contributions. */
  readonly posts: Int32Array;
  readonly replies: Int32Array;
  /** Day number of the last contribution. */
  readonly lastDay: Int32Array;
}

/** The contributions of people inside the filter that were made in a community. */
export async function loadContributionLines(
  db: Db,
  filter: Pick<ResolvedFilter, 'from' | 'to' | 'department' | 'community'>,
): Promise<ContributionLines> {
  const none = new Float64Array();
  const [place = none, personAndKind = none, day = none] = await db.columns(
    3,
    sql`
      select p.place,
        3 * e.actor + case e.kind when 'post' then ${lineKinds.post}::integer when 'reply' then ${lineKinds.reply}::integer else 0 end,
        (${dayOrLast(sql`e.day`)} - date '1970-01-01')::integer
      from (${numberedContributions(filter, 'dropped')}) e
      join (
        select n.community, (row_number() over (order by c.community_id) - 1)::integer as place
        from communities c join community_numbers n using (community_id)
        ${filter.community === null ? nothing : sql`where c.community_id = ${filter.community}`}
      ) p using (community)`,
  );
  return { place, personAndKind, day };
}

/** Tells of the contributors of each place in turn, silent communities included. O(lines + people + communities). */
export function eachCommunity(
  { place, personAndKind, day }: ContributionLines,
  communities: number,
  tell: (contributors: Contributors, place: number) => void,
): void {
  const { begins, columns } = sortedBy(place, communities, [personAndKind, day]);
  const [madeBy = new Int32Array(), madeOn = new Int32Array()] = columns;
  let people = 0;
  for (let k = 0; k < personAndKind.length; k++)
    people = Math.max(people, 1 + Math.floor((personAndKind[k] as number) / 3));
  const arrays = () => new Int32Array(people);
  const person = arrays();
  const contributions = arrays();
  const posts = arrays();
  const replies = arrays();
  const lastDay = arrays();
  // Slots are numbered on from one community to the next: a person's slot below the first of this one is of another.
  const slotOf = new Int32Array(people).fill(-1);
  let firstSlot = 0;
  for (let at = 0; at < communities; at++) {
    let count = 0;
    for (let line = begins[at] as number; line < (begins[at + 1] as number); line++) {
      const both = madeBy[line] as number;
      const who = Math.floor(both / 3);
      const kind = both - 3 * who;
      const on = madeOn[line] as number;
      let slot = (slotOf[who] as number) - firstSlot;
      if (slot < 0) {
        slot = count++;
        slotOf[who] = firstSlot + slot;
        person[slot] = who;
        contributions[slot] = posts[slot] = replies[slot] = 0;
        lastDay[slot] = on;
      }
      contributions[slot] = (contributions[slot] as number) + 1;
      if (kind === lineKinds.post) posts[slot] = (posts[slot] as number) + 1;
      else if (kind === lineKinds.reply) replies[slot] = (replies[slot] as number) + 1;
      if (on > (lastDay[slot] as number)) lastDay[slot] = on;
    }
    tell({ count, person, contributions, posts, replies, lastDay }, at);
    firstSlot += count;
  }
}
