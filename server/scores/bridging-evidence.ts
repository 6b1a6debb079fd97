import type { ResolvedFilter } from '../contract/filters.ts';
import type { TieParameters } from '../contract/tie-parameters.ts';
import type { Db } from '../facts/db.ts';
import { type Sql, sql } from '../facts/sql.ts';
import { stableSum } from '../facts/tie-events.ts';
import { twoWayTies } from '../facts/tie-strength.ts';
import { type WrittenEvidence, writtenEvidence } from '../models/written-exchange.ts';
import type { ScoreWindow } from './score-window.ts';

export interface TwoWayEvidence {
  /** Whoever wrote to somebody who wrote to them, as numbered by `numberedPeople`, ascending: few among many. */
  readonly nodes: Uint32Array;
  /** The evidence between `nodes`, people being positions there. */
  readonly under: (weights: TieParameters) => WrittenEvidence;
}

/**
 * What people who both wrote to the other wrote, by pair and ISO week (undated data stand in one week), under any weights:
 * the score looks at two-way ties alone, so that a pair of whom only one wrote is in no resample of the weeks.
 * @param parameters their half-life and caps hold for all evidence given; each call says its weights
 */
export async function loadTwoWayEvidence(
  db: Db,
  timeZone: string,
  filter: ResolvedFilter,
  window: ScoreWindow | null,
  parameters: TieParameters,
): Promise<TwoWayEvidence> {
  const week: Sql =
    window === null ? sql`0` : sql`(floor((day - date '1970-01-01' + 3) / 7) - ${window.firstWeek})::integer`;
  const units = { ...parameters, reply_weight: 1, mention_weight: 1, message_weight: 1 };
  const sumOf = (kind: string): Sql => stableSum(sql`if(kind = ${kind}, w, 0)`);
  const [from = none, to = none, at = none, replies = none, mentions = none, messages = none] = await db.columns(
    6,
    sql`
      select i, j, ${week}, ${sumOf('reply')}, ${sumOf('mention')}, ${sumOf('message')}
      from (${twoWayTies(timeZone, filter, units)})
      where ${window === null} or day is not null
      group by 1, 2, 3
      order by 1, 2, 3`,
  );
  const replied = new Uint8Array(from.length); // the score doesn't ask for it
  const nodes = Uint32Array.from(new Set(from)); // sorted, and each of a pair wrote
  const placeOf = new Uint32Array((nodes.at(-1) ?? -1) + 1);
  nodes.forEach((node, place) => (placeOf[node] = place));
  const place = (node: number): number => placeOf[node] as number;
  const [one, other] = [from.map(place), to.map(place)];
  return {
    nodes,
    under: ({ reply_weight, mention_weight, message_weight }) => {
      const weight = replies.map(
        (own, k) =>
          reply_weight * own + mention_weight * (mentions[k] as number) + message_weight * (messages[k] as number),
      );
      return writtenEvidence(nodes.length, window?.weeks ?? 1, one, other, at, weight, replied);
    },
  };
}

const none = new Float64Array(0);
