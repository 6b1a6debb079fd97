import type { ResolvedFilter } from '../contract/filters.ts';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { AnswerCache } from '../state/answer-cache.ts';
import { numberedResponses } from './first-responses.ts';
import { monthsOf, type Period } from './known-period.ts';

/** How long each post of a period waited for a first answer, in the order of no id. */
export interface PostWaits {
  /** First days of the months of the period. */
  readonly months: readonly string[];
  /** The month of each post among them. */
  readonly month: Uint16Array;
  /** Hours until the first reply by somebody else; NaN while it waits. */
  readonly hours: Float64Array;
  /** Hours from the post to the end of the data. */
  readonly age: Float64Array;
}

/** 18 bytes a post: some 60 MB of ten million messages. */
const mostKept = 1;
const known = new WeakMap<Snapshot, AnswerCache<PostWaits>>();

/** What `numberedResponses` gives, which the measures of answers are asked about one after the other. */
export function postWaits(
  snapshot: Snapshot,
  { department, community }: Pick<ResolvedFilter, 'department' | 'community'>,
  period: Period,
): Promise<PostWaits> {
  let asked = known.get(snapshot);
  if (asked === undefined) {
    asked = new AnswerCache(mostKept);
    known.set(snapshot, asked);
  }
  return asked.get(JSON.stringify([department, community, period]), async () => {
    const months = monthsOf(period);
    const [month = new Float64Array(), hours = new Float64Array(), age = new Float64Array()] =
      await snapshot.db.columns(
        3,
        sql`
          select date_diff('month', ${months[0] ?? period.from}::date, month)::integer, hours, age
          from (${numberedResponses(snapshot, { department, community }, period)})`,
      );
    return { months, month: Uint16Array.from(month), hours, age };
  });
}
