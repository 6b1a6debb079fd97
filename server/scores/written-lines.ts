import type { TieParameters } from '../contract/tie-parameters.ts';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { stableSum } from '../facts/tie-events.ts';
import { writtenTies } from '../facts/tie-strength.ts';
import { groupedBy } from '../models/counting-sort.ts';
import { picked, positionsWhere } from '../models/picked.ts';
import { AnswerCache } from '../state/answer-cache.ts';
import type { ScoreWindow } from './score-window.ts';

/** Kinds of what people write to each other. */
const kinds = ['reply', 'mention', 'message'] as const;
export type WrittenKind = (typeof kinds)[number];

/** What people wrote to each other in the window, one line per pair and ISO week, sorted by writer, reader and week. */
export interface WrittenLines {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly week: Uint8Array;
  /** 1 when the week holds a reply. */
  readonly replied: Uint8Array;
  /** Decayed and capped sum of each kind, every weight at 1. */
  readonly sums: Readonly<Record<WrittenKind, Float64Array>>;
}

/** Lines under the parameters in use and under two others: some 35 MB for a million lines each. */
const mostKept = 3;
const known = new WeakMap<Snapshot, AnswerCache<WrittenLines>>();

/** The lines of a window, loaded once for each half-life and set of caps: nobody may write to them. */
export function loadWrittenLines(
  snapshot: Snapshot,
  window: ScoreWindow,
  people: number,
  parameters: TieParameters,
): Promise<WrittenLines> {
  const lines = known.get(snapshot) ?? new AnswerCache<WrittenLines>(mostKept);
  known.set(snapshot, lines);
  const { half_life_days, replies_per_thread, mentions_per_thread } = parameters;
  const { from, to, community } = window.filter;
  const key = JSON.stringify([from, to, community, half_life_days, replies_per_thread, mentions_per_thread]);
  return lines.get(key, () => loadLines(snapshot, window, people, parameters));
}

async function loadLines(
  { db, time_zone }: Snapshot,
  window: ScoreWindow,
  people: number,
  parameters: TieParameters,
): Promise<WrittenLines> {
  const units = { ...parameters, reply_weight: 1, mention_weight: 1, message_weight: 1 };
  const sumOf = (kind: WrittenKind) => stableSum(sql`if(kind = ${kind}, w, 0)`);
  const [from = none, to = none, week = none, replied = none, reply = none, mention = none, message = none] =
    await db.columns(
      7,
      sql`
        select i, j, (floor((day - date '1970-01-01' + 3) / 7) - ${window.firstWeek})::integer as week,
          max((kind = 'reply')::integer), ${sumOf('reply')}, ${sumOf('mention')}, ${sumOf('message')}
        from (${writtenTies(time_zone, window.filter, units)})
        where day is not null
        group by i, j, week`,
    );
  const byWeek = groupedBy(week, window.weeks).order;
  const { order } = groupedBy(from, people, groupedBy(to, people, byWeek).order);
  const lines = order.length;
  const amounts = (column: Float64Array) => picked(new Float64Array(lines), column, order);
  return {
    from: picked(new Uint32Array(lines), from, order),
    to: picked(new Uint32Array(lines), to, order),
    week: picked(new Uint8Array(lines), week, order),
    replied: picked(new Uint8Array(lines), replied, order),
    sums: { reply: amounts(reply), mention: amounts(mention), message: amounts(message) },
  };
}

const none = new Float64Array(0);

/** The lines that hold something of some kinds alone. */
export function linesOf(lines: WrittenLines, only: readonly WrittenKind[]): WrittenLines {
  const { from, to, week, replied, sums } = lines;
  const held = positionsWhere(from.length, (k) => only.some((kind) => (sums[kind][k] as number) > 0));
  const count = held.length;
  if (count === from.length) return lines;
  const amounts = (column: Float64Array) => picked(new Float64Array(count), column, held);
  return {
    from: picked(new Uint32Array(count), from, held),
    to: picked(new Uint32Array(count), to, held),
    week: picked(new Uint8Array(count), week, held),
    replied: picked(new Uint8Array(count), replied, held),
    sums: { reply: amounts(sums.reply), mention: amounts(sums.mention), message: amounts(sums.message) },
  };
}

/** What each line weighs under some parameters: the sums of some kinds, each times its weight. */
export function weightsOf(
  { from, sums }: WrittenLines,
  parameters: TieParameters,
  only: readonly WrittenKind[],
): Float64Array {
  const weight = new Float64Array(from.length);
  for (const kind of only) {
    const each = parameters[`${kind}_weight`];
    const amounts = sums[kind];
    for (let k = 0; k < weight.length; k++) weight[k] = (weight[k] as number) + each * (amounts[k] as number);
  }
  return weight;
}

/** The same under each of several sets of parameters, one row after the other. */
export function weightRows(
  lines: WrittenLines,
  each: readonly TieParameters[],
  only: readonly WrittenKind[],
): Float64Array {
  const rows = new Float64Array(each.length * lines.from.length);
  each.forEach((parameters, k) => rows.set(weightsOf(lines, parameters, only), k * lines.from.length));
  return rows;
}
