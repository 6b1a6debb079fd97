import { benjaminiHochberg, garwood, poissonTwoSided } from '../graph/statistics.ts';

/** How long after a thread was opened joining it counts as joining its author, in seconds: 14 days. */
export const activationSpan = 14 * 86_400;

/** Recent threads and the people who wrote for the first time ever, in typed arrays. People are indices, times seconds. */
export interface ActivationEvidence {
  readonly people: number;
  /** Threads of place c: `threadOffsets[c] … threadOffsets[c + 1] - 1`, in the order of their start. */
  readonly threadOffsets: Uint32Array;
  readonly startedAt: Float64Array;
  /** Who opened each thread; -1 for a deleted account. */
  readonly starter: Int32Array;
  /** The others who wrote in thread h: `writerOffsets[h] … writerOffsets[h + 1] - 1`, by when they first did. */
  readonly writerOffsets: Uint32Array;
  readonly writer: Uint32Array;
  readonly wroteAt: Float64Array;
  /** One line per newcomer: when they first wrote, in which thread of somebody else (-1: none), answering whom (-1). */
  readonly firstAt: Float64Array;
  readonly joined: Int32Array;
  readonly addressee: Int32Array;
}

export interface ActivationEffect {
  /** Newcomers whose first words joined a thread that the person had opened, or answered them in somebody else's. */
  readonly activated: Uint32Array;
  /** How many it would be if each of those newcomers had joined any recent thread of the same place. */
  readonly expected: Float64Array;
  /** Newcomers, and those of them whose first words joined a thread opened in the 14 days before. */
  readonly newcomers: number;
  readonly joined: number;
}

/**
 * Who brings people to write for the first time. A newcomer who joins a thread at most 14 days old is counted for the
 * person who opened it, and for the person answered there when that is another one.
 *
 * Expected: the newcomer joins any thread that was opened in the same place in the 14 days before, each as likely, so
 * that whoever opens a tenth of the threads is expected to have a tenth of the newcomers. Of the newcomers who found
 * others than its author in their thread, the share q that turned to one of them does so in the threads drawn too, to
 * each of those who had written there as likely. O((newcomers + threads + writers) log newcomers).
 */
export function activationEffect(evidence: ActivationEvidence): ActivationEffect {
  const { people, starter, firstAt, joined } = evidence;
  const activated = new Uint32Array(people);
  const expected = new Float64Array(people);
  const cases = [...firstAt.keys()].filter((k) => isRecent(evidence, k));
  let withOthers = 0;
  let turnedToOthers = 0;
  for (const k of cases) {
    const thread = joined[k] as number;
    const opener = starter[thread] as number;
    if (opener >= 0) activated[opener] = (activated[opener] as number) + 1;
    const others = writersBefore(evidence, thread, firstAt[k] as number);
    if (others.length === 0) continue;
    withOthers++;
    const answered = evidence.addressee[k] as number;
    if (!others.includes(answered)) continue;
    turnedToOthers++;
    activated[answered] = (activated[answered] as number) + 1;
  }
  const turning = withOthers === 0 ? 0 : turnedToOthers / withOthers;
  const inOrder = cases.toSorted((a, b) => (firstAt[a] as number) - (firstAt[b] as number));
  const byPlace = new Map<number, number[]>();
  for (const k of inOrder) {
    const place = placeOf(evidence.threadOffsets, joined[k] as number);
    const own = byPlace.get(place);
    if (own === undefined) byPlace.set(place, [k]);
    else own.push(k);
  }
  for (const [place, own] of byPlace) addExpected(evidence, place, own, turning, expected);
  return { activated, expected, newcomers: firstAt.length, joined: cases.length };
}

/** Whether newcomer k joined a thread opened at most 14 days before. */
function isRecent({ joined, startedAt, firstAt }: ActivationEvidence, k: number): boolean {
  const thread = joined[k] as number;
  if (thread < 0) return false;
  const age = (firstAt[k] as number) - (startedAt[thread] as number);
  return age >= 0 && age <= activationSpan;
}

/**
 * Adds what the newcomers of one place would have brought each author and writer there, had each of them joined any recent
 * thread. A thread gets from every newcomer of its 14 days the chance that they draw it, which sums over the sorted times
 * give at once; each of m writers who were there before gets an m-th of what newcomers came until the next one wrote.
 * @param cases newcomers of the place, in the order of time
 */
function addExpected(
  evidence: ActivationEvidence,
  place: number,
  cases: readonly number[],
  turning: number,
  expected: Float64Array,
): void {
  const { startedAt, starter, writerOffsets, writer, wroteAt } = evidence;
  const low = evidence.threadOffsets[place] as number;
  const high = evidence.threadOffsets[place + 1] as number;
  const times = Float64Array.from(cases, (k) => evidence.firstAt[k] as number);
  // Chances of the cases before each.
  const chances = new Float64Array(cases.length + 1);
  times.forEach((at, k) => {
    const recent = after(startedAt, at, low, high) - firstSince(startedAt, at - activationSpan, low, high);
    chances[k + 1] = (chances[k] as number) + 1 / Math.max(1, recent);
  });
  const between = (from: number, to: number): number => (chances[to] as number) - (chances[from] as number);
  for (let thread = low; thread < high; thread++) {
    const begin = firstSince(times, startedAt[thread] as number, 0, times.length);
    const end = after(times, (startedAt[thread] as number) + activationSpan, begin, times.length);
    if (begin === end) continue;
    const opener = starter[thread] as number;
    if (opener >= 0) expected[opener] = (expected[opener] as number) + between(begin, end);
    if (turning === 0) continue;
    const first = writerOffsets[thread] as number;
    let share = 0;
    let until = end;
    for (let w = (writerOffsets[thread + 1] as number) - 1; w >= first; w--) {
      const since = after(times, wroteAt[w] as number, begin, until);
      share += (turning * between(since, until)) / (w - first + 1);
      until = since;
      const other = writer[w] as number;
      expected[other] = (expected[other] as number) + share;
    }
  }
}

/** The place that a thread belongs to: the last one whose threads begin at or before it. */
function placeOf(threadOffsets: Uint32Array, thread: number): number {
  let low = 0;
  let high = threadOffsets.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((threadOffsets[middle] as number) <= thread) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Position in [low, high] of the first of the ascending times that is `time` or later. */
function firstSince(times: Float64Array, time: number, low: number, high: number): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Position in [low, high] of the first of the ascending times that is later than `time`. */
function after(times: Float64Array, time: number, low: number, high: number): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Who else than its author had written in a thread before a moment. */
function writersBefore(
  { writerOffsets, writer, wroteAt }: ActivationEvidence,
  thread: number,
  at: number,
): Uint32Array {
  const begin = writerOffsets[thread] as number;
  let end = begin;
  while (end < (writerOffsets[thread + 1] as number) && (wroteAt[end] as number) < at) end++;
  return writer.subarray(begin, end);
}

/** Of whom fewer than this are expected, nothing can be told; who is tested does not hang on who is found. */
const fewestExpected = 1;
/** Of the people found to be above their share, at most this part may be so by chance. */
const falseDiscoveries = 0.1;

/**
 * 1 for people clearly above their share: more newcomers than chance would give to one or another of all
 * those of whom one or more is expected (exact Poisson test, one-sided; Benjamini & Hochberg 1995 at 10 %).
 */
export function clearlyAbove({ activated, expected }: ActivationEffect): Uint8Array {
  const tested = [...expected.keys()].filter((person) => (expected[person] as number) >= fewestExpected);
  const adjusted = benjaminiHochberg(
    tested.map((person) => {
      const [found, mean] = [activated[person] as number, expected[person] as number];
      return found > mean ? poissonTwoSided(found, mean) / 2 : 1;
    }),
  );
  const clear = new Uint8Array(activated.length);
  tested.forEach((person, k) => (clear[person] = Number((adjusted[k] as number) <= falseDiscoveries)));
  return clear;
}

/** Observed ÷ expected with its exact 95 % interval (Garwood 1936); null when nothing is expected. */
export function activationRatio(
  activated: number,
  expected: number,
): { readonly ratio: number; readonly lower: number; readonly upper: number } | null {
  if (expected === 0) return null;
  const [lower, upper] = garwood(activated);
  return { ratio: activated / expected, lower: lower / expected, upper: upper / expected };
}
