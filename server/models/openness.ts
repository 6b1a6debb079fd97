import type { Circles } from './written-exchange.ts';

/** Few partners say little: t ÷ (t + 5) of the measure counts. */
export const partnerShrinkage = (partners: number): number => partners / (partners + 5);

/**
 * Openness of each person's circle, 0 to 1: (1 - redundancy) · t ÷ (t + 5) over t two-way partners. Two partners are
 * redundant when they exchange with each other, or as far as their other partners are the same people (cosine), so
 * that a closed ring scores 0, with triangles or without. Fewer than two partners: 0.
 * Lists each pair of partners from one of its ends: O(Σ partners²) for everyone together, O(people) of memory.
 */
export function opennessOfAll(exchange: Circles): Float64Array {
  const { partnerOffsets, partners, pull, evidence } = exchange;
  const { people } = evidence;
  const close = new Float64Array(people);
  const all = new Float64Array(people);
  const shared = new Uint32Array(people); // partners that a has in common with each later person
  const isPartner = new Uint8Array(people);
  // Where those after a begin in the row of each partner of a.
  const later = new Uint32Array(people);
  for (let a = 0; a < people; a++) {
    const begin = partnerOffsets[a] as number;
    const end = partnerOffsets[a + 1] as number;
    for (let k = begin; k < end; k++) {
      const c = partners[k] as number;
      isPartner[c] = 1;
      const first = placeOf(exchange, c, a) + 1;
      later[k - begin] = first;
      const stop = partnerOffsets[c + 1] as number;
      for (let j = first; j < stop; j++) {
        const b = partners[j] as number;
        shared[b] = (shared[b] as number) + 1;
      }
    }
    for (let k = begin; k < end; k++) {
      const i = partners[k] as number;
      const first = later[k - begin] as number;
      const stop = partnerOffsets[i + 1] as number;
      const pullOfA = pull[first - 1] as number;
      for (let j = first; j < stop; j++) {
        const b = partners[j] as number;
        const weight = pullOfA * (pull[j] as number);
        all[i] = (all[i] as number) + weight;
        const closeness =
          isPartner[b] === 1 ? 1 : overlap((shared[b] as number) - 1, end - begin - 1, partnerCount(exchange, b) - 1);
        close[i] = (close[i] as number) + weight * closeness;
      }
    }
    for (let k = begin; k < end; k++) {
      const c = partners[k] as number;
      isPartner[c] = 0;
      const stop = partnerOffsets[c + 1] as number;
      for (let j = later[k - begin] as number; j < stop; j++) shared[partners[j] as number] = 0;
    }
  }
  for (let i = 0; i < people; i++) {
    const total = all[i] as number;
    if (total > 0) all[i] = (1 - (close[i] as number) / total) * partnerShrinkage(partnerCount(exchange, i));
  }
  return all;
}

/** The openness of a person as if one of the partners did not exist for them. O(partners³) a person. */
export function opennessWithout(exchange: Circles): (person: number, except: number) => number {
  const { partnerOffsets, partners, evidence } = exchange;
  // Whose partners were looked at last, by partner: a set that needs no emptying.
  const partnerOf = new Uint32Array(evidence.people);
  let mark = 0;
  return (person, except) => {
    const circle = partners.slice(partnerOffsets[person], partnerOffsets[person + 1]).filter((one) => one !== except);
    const pulls = Float64Array.from(circle, (partner) => pullFrom(exchange, person, partner));
    let all = 0;
    let close = 0;
    for (let one = 0; one < circle.length; one++) {
      const a = circle[one] as number;
      mark++;
      const endOfA = partnerOffsets[a + 1] as number;
      for (let k = partnerOffsets[a] as number; k < endOfA; k++) partnerOf[partners[k] as number] = mark;
      partnerOf[person] = 0;
      for (let other = one + 1; other < circle.length; other++) {
        const b = circle[other] as number;
        let common = 0;
        const endOfB = partnerOffsets[b + 1] as number;
        for (let k = partnerOffsets[b] as number; k < endOfB; k++)
          if (partnerOf[partners[k] as number] === mark) common++;
        // The person is a partner of both, and no common one.
        const closeness =
          partnerOf[b] === mark ? 1 : overlap(common, partnerCount(exchange, a) - 1, partnerCount(exchange, b) - 1);
        const weight = (pulls[one] as number) * (pulls[other] as number);
        all += weight;
        close += weight * closeness;
      }
    }
    return all > 0 ? (1 - close / all) * partnerShrinkage(circle.length) : 0;
  };
}

const partnerCount = (exchange: Circles, person: number): number =>
  (exchange.partnerOffsets[person + 1] as number) - (exchange.partnerOffsets[person] as number);

/** Cosine of two sets; 0 when one is empty. */
const overlap = (common: number, a: number, b: number): number => (a === 0 || b === 0 ? 0 : common / Math.sqrt(a * b));

/** ln(1 + W) from a partner to a person. */
const pullFrom = (exchange: Circles, person: number, partner: number): number =>
  exchange.pull[placeOf(exchange, person, partner)] ?? 0;

/** Where a partner stands in a person's row, by binary search; -1: nowhere. */
function placeOf({ partnerOffsets, partners }: Circles, person: number, partner: number): number {
  let low = partnerOffsets[person] as number;
  let high = (partnerOffsets[person + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = partners[middle] as number;
    if (found === partner) return middle;
    if (found < partner) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
