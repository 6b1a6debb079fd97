import { groupedBy } from './counting-sort.ts';

/** What entities of one kind (communities, or people) did, a line per entity, day and part, sorted in that order. */
export interface ActivityLines {
  /** From 0. */
  readonly entity: ArrayLike<number>;
  /** Day number. */
  readonly day: ArrayLike<number>;
  /** Who did it in a community, or where a person did it: any whole numbers from 0. */
  readonly part: ArrayLike<number>;
  /** Contributions. */
  readonly amount: ArrayLike<number>;
}

/** The same, with the days of each entity at hand. Nothing in it depends on a date to forecast from. */
export interface ActivityHistory {
  readonly entities: number;
  readonly lines: ActivityLines;
  readonly parts: number;
  /** Lines of entity e: `lineOffsets[e]` to `lineOffsets[e + 1]`. */
  readonly lineOffsets: Uint32Array;
  /** Active days of entity e, each once and ascending: `days` from `dayOffsets[e]` to `dayOffsets[e + 1]`. */
  readonly dayOffsets: Uint32Array;
  readonly days: Int32Array;
  /** The active days of all in the order of time, for the clock. */
  readonly byTime: { readonly entity: Uint32Array; readonly day: Int32Array };
  /** Day from which an entity is known to be over (archived, left): a silence after it tells nothing. Infinity if not. */
  readonly endedOn: Float64Array;
}

/** @param endedOn one entry per entity. */
export function activityHistory(lines: ActivityLines, endedOn: Float64Array): ActivityHistory {
  const entities = endedOn.length;
  const lineOffsets = new Uint32Array(entities + 1);
  const dayOffsets = new Uint32Array(entities + 1);
  const daysKept = new Int32Array(lines.day.length);
  let count = 0;
  let parts = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let line = 0;
  for (let entity = 0; entity < entities; entity++) {
    let known = Number.NaN;
    for (; line < lines.entity.length && lines.entity[line] === entity; line++) {
      const day = lines.day[line] as number;
      if (day !== known) daysKept[count++] = day;
      known = day;
      parts = Math.max(parts, (lines.part[line] as number) + 1);
    }
    if (count > (dayOffsets[entity] as number)) {
      first = Math.min(first, daysKept[dayOffsets[entity] as number] as number);
      last = Math.max(last, known);
    }
    lineOffsets[entity + 1] = line;
    dayOffsets[entity + 1] = count;
  }
  const days = daysKept.slice(0, count);
  const owner = new Uint32Array(days.length);
  for (let entity = 0; entity < entities; entity++) owner.fill(entity, dayOffsets[entity], dayOffsets[entity + 1]);
  const sinceFirst = days.map((day) => day - first);
  const { order } = groupedBy(sinceFirst, Math.max(0, last - first + 1));
  return {
    entities,
    lines,
    parts,
    lineOffsets,
    dayOffsets,
    days,
    byTime: { entity: order.map((k) => owner[k] as number), day: new Int32Array(order).map((k) => days[k] as number) },
    endedOn,
  };
}
