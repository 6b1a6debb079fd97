import { timeOrder } from './time-order.ts';

/** Exchanges between people in the order of time, and who was where. Days are whole numbers, `at` is any finer clock. */
export interface ExchangeLog {
  readonly people: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly day: Int32Array;
  readonly at: Float64Array;
  /** Community of each exchange; -1 outside any. */
  readonly community: Int32Array;
  /** Group of a person on a day; -1 when unknown. */
  readonly groupOn: (person: number, day: number) => number;
}

/** The arrays of a log, in whatever order. */
export type Exchanges = Pick<ExchangeLog, 'from' | 'to' | 'day' | 'at' | 'community'>;

/** The exchanges in the order of time; those of one moment by who, then to whom, then where. O(n) but for equal moments. */
export function inTimeOrder({
  from,
  to,
  day,
  at,
  community,
}: Readonly<Record<keyof Exchanges, ArrayLike<number>>>): Exchanges {
  const order = timeOrder(at);
  const compare = (a: number, b: number): number =>
    (from[a] as number) - (from[b] as number) ||
    (to[a] as number) - (to[b] as number) ||
    (community[a] as number) - (community[b] as number) ||
    a - b;
  for (let k = 0; k < order.length; ) {
    const begin = k;
    const moment = at[order[k] as number];
    while (k < order.length && at[order[k] as number] === moment) k++;
    if (k > begin + 1) order.subarray(begin, k).sort(compare);
  }
  const n = order.length;
  return {
    from: picked(from, order, new Int32Array(n)),
    to: picked(to, order, new Int32Array(n)),
    day: picked(day, order, new Int32Array(n)),
    at: picked(at, order, new Float64Array(n)),
    community: picked(community, order, new Int32Array(n)),
  };
}

/** The values at those positions, written to an array as long. */
function picked<Values extends Int32Array | Float64Array>(
  values: ArrayLike<number>,
  positions: Uint32Array,
  into: Values,
): Values {
  for (let k = 0; k < positions.length; k++) into[k] = values[positions[k] as number] as number;
  return into;
}

/** The spells of people in groups: who was where from which day on, those of a person one after the other, in time. */
export interface GroupSpells {
  readonly person: ArrayLike<number>;
  readonly since: ArrayLike<number>;
  /** -1 when unknown. */
  readonly group: ArrayLike<number>;
}

/** The group of a person on a day: that of their last spell to have begun; -1 before the first. */
export function groupOn(people: number, { person, since, group }: GroupSpells): ExchangeLog['groupOn'] {
  const begins = new Uint32Array(people + 1);
  for (let k = 0; k < person.length; k++) begins[(person[k] as number) + 1] = k + 1;
  for (let one = 1; one <= people; one++) begins[one] = Math.max(begins[one] as number, begins[one - 1] as number);
  return (one, day) => {
    const begin = begins[one] as number;
    let k = (begins[one + 1] as number) - 1;
    while (k >= begin && (since[k] as number) > day) k--;
    return k < begin ? -1 : (group[k] as number);
  };
}
