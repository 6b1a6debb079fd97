import type { TieParameters } from '../contract/tie-parameters.ts';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { writtenTies } from '../facts/tie-strength.ts';
import { type WrittenEvidence, writtenEvidence } from '../models/written-exchange.ts';
import type { ScoreWindow } from '../scores/score-window.ts';
import type { ListValues } from './tie-variants.ts';

/** Kinds of what people write to each other, with their weights. */
const kinds = [
  { kind: 'reply', weight: 'reply_weight' },
  { kind: 'mention', weight: 'mention_weight' },
  { kind: 'message', weight: 'message_weight' },
] as const;

/**
 * A list that rests on what people wrote to each other, under any parameters: `score` gives its values on the evidence.
 * The evidence is asked of the data once for each half-life and set of caps.
 * @param only the kinds that the list looks at.
 */
export function writtenValues(
  snapshot: Snapshot,
  window: ScoreWindow,
  people: number,
  only: readonly (typeof kinds)[number]['kind'][],
  score: (evidence: WrittenEvidence) => Float64Array,
): ListValues {
  const known = new Map<string, ReturnType<typeof load>>();
  return async (parameters) => {
    const key = [parameters.half_life_days, parameters.replies_per_thread, parameters.mentions_per_thread].join();
    const loaded = known.get(key) ?? load(snapshot, window, parameters);
    known.set(key, loaded);
    const [from = none, to = none, week = none, replied = none, ...sums] = await loaded;
    const weight = Float64Array.from(from, (_, k) =>
      kinds.reduce(
        (sum, { kind, weight: id }, at) => (only.includes(kind) ? sum + parameters[id] * (sums[at]?.[k] ?? 0) : sum),
        0,
      ),
    );
    const lines = [...from.keys()].filter((k) => (weight[k] as number) > 0);
    const of = (column: Float64Array) => lines.map((k) => column[k] as number);
    return score(writtenEvidence(people, window.weeks, of(from), of(to), of(week), of(weight), of(replied)));
  };
}

/** By pair and ISO week: whether there was a reply, and the sum of each kind with every weight at 1. */
function load(snapshot: Snapshot, window: ScoreWindow, parameters: TieParameters): Promise<readonly Float64Array[]> {
  const units = { ...parameters, reply_weight: 1, mention_weight: 1, message_weight: 1 };
  const sumOf = (kind: string) => sql`coalesce(sum(w order by w) filter (where kind = ${kind}), 0)`;
  return snapshot.db.columns(
    7,
    sql`
      select i, j, floor((day - date '1970-01-01' + 3) / 7) - ${window.firstWeek}, max((kind = 'reply')::integer),
        ${sumOf('reply')}, ${sumOf('mention')}, ${sumOf('message')}
      from (${writtenTies(snapshot.time_zone, window.filter, units)})
      where day is not null
      group by 1, 2, 3
      order by 1, 2, 3`,
  );
}

const none = new Float64Array(0);
