import type { WeekCounts } from './bootstrap-tiers.ts';

/**
 * What people wrote to each other (replies and mentions; a reaction is nowhere in it), by pair and week.
 * Arcs go from the writer to the one written to, sorted by writer then reader; the evidence of arc k is
 * `week`, `weight`, `replied` at `entryOffsets[k] … entryOffsets[k + 1] - 1`.
 */
export interface WrittenEvidence {
  readonly people: number;
  readonly weeks: number;
  readonly offsets: Uint32Array;
  /** Who wrote arc k, and to whom. */
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  /** Arc in the opposite direction, or -1. */
  readonly reverse: Int32Array;
  /** The arcs that lead to person v are `incoming[incomingOffsets[v]] … incoming[incomingOffsets[v + 1] - 1]`. */
  readonly incomingOffsets: Uint32Array;
  readonly incoming: Uint32Array;
  readonly entryOffsets: Uint32Array;
  readonly week: Uint8Array;
  /** Decayed and capped weight of the week's replies and mentions. */
  readonly weight: Float64Array;
  /** 1 when the week holds a reply, 0 when mentions only. */
  readonly replied: Uint8Array;
}

/** Two-way partners: both wrote to the other. Rows per person, sorted; `pull` is ln(1 + W from the partner). */
export interface Circles {
  readonly evidence: WrittenEvidence;
  readonly partnerOffsets: Uint32Array;
  readonly partners: Uint32Array;
  readonly pull: Float64Array;
}

/** The exchange on one resample of the weeks (every week once: the exchange itself). */
export interface Exchange extends Circles {
  /** W of each arc; 0 when nothing was written in the weeks drawn. */
  readonly strength: Float64Array;
  /** 1 for an arc with a reply. */
  readonly replied: Uint8Array;
}

/**
 * Builds the evidence from one line per (from, to, week), sorted by from, to, week, without self-ties.
 * O(people + lines).
 */
export function writtenEvidence(
  people: number,
  weeks: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  week: ArrayLike<number>,
  weight: ArrayLike<number>,
  replied: ArrayLike<number>,
): WrittenEvidence {
  const offsets = new Uint32Array(people + 1);
  const lines = from.length;
  const beginsArc = (e: number): boolean => e === 0 || from[e] !== from[e - 1] || to[e] !== to[e - 1];
  let arcs = 0;
  for (let e = 0; e < lines; e++) if (beginsArc(e)) arcs++;
  const targets = new Uint32Array(arcs);
  const sources = new Uint32Array(arcs);
  const entryOffsets = new Uint32Array(arcs + 1).fill(lines, arcs);
  let arc = 0;
  for (let e = 0; e < lines; e++) {
    if (!beginsArc(e)) continue;
    const source = from[e] as number;
    sources[arc] = source;
    targets[arc] = to[e] as number;
    entryOffsets[arc++] = e;
    offsets[source + 1] = (offsets[source + 1] as number) + 1;
  }
  cumulate(offsets);
  const { incomingOffsets, incoming } = arcsInto(people, targets);
  return {
    people,
    weeks,
    offsets,
    sources,
    targets,
    reverse: oppositeArcs(sources, targets, offsets),
    incomingOffsets,
    incoming,
    entryOffsets,
    week: Uint8Array.from(week),
    weight: Float64Array.from(weight),
    replied: Uint8Array.from(replied),
  };
}

function cumulate(counts: Uint32Array): void {
  for (let i = 1; i < counts.length; i++) counts[i] = (counts[i] as number) + (counts[i - 1] as number);
}

function arcsInto(people: number, targets: Uint32Array) {
  const incomingOffsets = new Uint32Array(people + 1);
  for (const target of targets) incomingOffsets[target + 1] = (incomingOffsets[target + 1] as number) + 1;
  cumulate(incomingOffsets);
  const cursor = incomingOffsets.slice(0, people);
  const incoming = new Uint32Array(targets.length);
  targets.forEach((target, arc) => {
    const slot = cursor[target] as number;
    cursor[target] = slot + 1;
    incoming[slot] = arc;
  });
  return { incomingOffsets, incoming };
}

function oppositeArcs(sources: Uint32Array, targets: Uint32Array, offsets: Uint32Array): Int32Array {
  const reverse = new Int32Array(targets.length).fill(-1);
  targets.forEach((target, arc) => {
    let low = offsets[target] as number;
    let high = (offsets[target + 1] as number) - 1;
    const source = sources[arc] as number;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = targets[middle] as number;
      if (found === source) {
        reverse[arc] = middle;
        return;
      }
      if (found < source) low = middle + 1;
      else high = middle - 1;
    }
  });
  return reverse;
}

/** The exchange when week w counts `counts[w]` times. O(arcs + lines). */
export function exchangeOn(evidence: WrittenEvidence, counts: WeekCounts): Exchange {
  const { people, offsets, targets, reverse, entryOffsets, week, weight } = evidence;
  const arcs = targets.length;
  const strength = new Float64Array(arcs);
  const replied = new Uint8Array(arcs);
  for (let k = 0; k < arcs; k++) {
    let sum = 0;
    let any = 0;
    const end = entryOffsets[k + 1] as number;
    for (let e = entryOffsets[k] as number; e < end; e++) {
      const times = counts[week[e] as number] as number;
      sum += times * (weight[e] as number);
      if (times > 0) any |= evidence.replied[e] as number;
    }
    strength[k] = sum;
    replied[k] = any;
  }
  const partnerOffsets = new Uint32Array(people + 1);
  const partners = new Uint32Array(arcs);
  const pull = new Float64Array(arcs);
  let write = 0;
  for (let v = 0; v < people; v++) {
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const back = reverse[k] as number;
      if (back < 0 || !((strength[k] as number) > 0) || !((strength[back] as number) > 0)) continue;
      partners[write] = targets[k] as number;
      pull[write++] = Math.log1p(strength[back] as number);
    }
    partnerOffsets[v + 1] = write;
  }
  return { evidence, strength, replied, partnerOffsets, partners, pull };
}

/** Every week once. */
export const everyWeekOnce = (weeks: number): WeekCounts => new Uint8Array(weeks).fill(1);

/** Amounts that differ by less than this share of themselves are equal: sums of the same lines in another order. */
const equalWithin = 1e-9;

/**
 * Who writes most to a person (all of them where several write as much), and what share one of them has of all that is
 * written to the person; none and 0 when nobody writes.
 */
export function strongestWriters(
  { evidence, strength }: Exchange,
  person: number,
): { readonly writers: readonly number[]; readonly share: number } {
  const { incomingOffsets, incoming, sources } = evidence;
  const writers: number[] = [];
  let most = 0;
  let total = 0;
  const end = incomingOffsets[person + 1] as number;
  for (let k = incomingOffsets[person] as number; k < end; k++) {
    const arc = incoming[k] as number;
    const amount = strength[arc] as number;
    total += amount;
    if (!(amount > 0) || amount < most * (1 - equalWithin)) continue;
    if (amount > most * (1 + equalWithin)) writers.length = 0;
    most = Math.max(most, amount);
    writers.push(sources[arc] as number);
  }
  return { writers, share: total === 0 ? 0 : most / total };
}

/** How many people wrote to a person. */
export function writersTo({ evidence, strength }: Exchange, person: number): number {
  const { incomingOffsets, incoming } = evidence;
  let writers = 0;
  const end = incomingOffsets[person + 1] as number;
  for (let k = incomingOffsets[person] as number; k < end; k++) {
    if ((strength[incoming[k] as number] as number) > 0) writers++;
  }
  return writers;
}
