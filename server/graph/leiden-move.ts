import { everyNode, gather, type Level } from './leiden-level.ts';
import type { Random } from './random.ts';

/** Smallest gain that counts, as a part of a node's strength: below it rounding could move nodes round for ever. */
const negligible = 1e-10;

/**
 * Fast local moving: each node of a shuffled queue goes where modularity gains most, alone if nowhere gains, and brings
 * its contacts elsewhere back into the queue. Changes `of`, labels below `level.n`, in place.
 * @param scale resolution ÷ total strength: how much tie weight one unit of strength squared is expected to bring
 * @param looks how many nodes are looked at before it stops, moves left or not
 * @param stretch how many nodes of neighbouring numbers stay together in the shuffle: their ties lie together in memory,
 * and large networks are read twice as fast
 * @returns how many moves were made
 */
export function moveNodes(
  level: Level,
  of: Uint32Array,
  scale: number,
  draw: Random,
  looks = Infinity,
  stretch = 1,
): number {
  const { n, offsets, targets, strength } = level;
  const total = new Float64Array(n);
  const members = new Uint32Array(n);
  for (let v = 0; v < n; v++) {
    total[of[v] as number] = (total[of[v] as number] as number) + (strength[v] as number);
    members[of[v] as number] = (members[of[v] as number] as number) + 1;
  }
  const empty = new Uint32Array(n);
  let empties = 0;
  for (let label = 0; label < n; label++) if (members[label] === 0) empty[empties++] = label;
  const queue = shuffledStretches(n, stretch, draw);
  const queued = new Uint8Array(n).fill(1);
  const towards = new Float64Array(n);
  const seen = new Uint32Array(n);
  let moves = 0;
  for (let head = 0, waiting = n, looked = 0; waiting > 0 && looked < looks; waiting--, looked++) {
    const v = queue[head] as number;
    head = head + 1 === n ? 0 : head + 1;
    queued[v] = 0;
    const met = gather(level, v, of, towards, seen, 0);
    const home = of[v] as number;
    const own = strength[v] as number;
    const left = (members[home] as number) - 1;
    // Exactly 0 once empty: what subtractions leave behind must not count against who comes next.
    const rest = left === 0 ? 0 : (total[home] as number) - own;
    let best = home;
    let bestGain = (towards[home] as number) - scale * own * rest + negligible * own;
    for (let i = 0; i < met; i++) {
      const label = seen[i] as number;
      const gain = (towards[label] as number) - scale * own * (total[label] as number);
      towards[label] = 0;
      if (gain > bestGain && label !== home) {
        best = label;
        bestGain = gain;
      }
    }
    if (bestGain < 0 && left > 0) best = empty[--empties] as number;
    if (best === home) continue;
    moves++;
    if (left === 0) empty[empties++] = home;
    members[home] = left;
    total[home] = rest;
    members[best] = (members[best] as number) + 1;
    total[best] = (total[best] as number) + own;
    of[v] = best;
    // Who would come back after the last look need not come back.
    if (looks - looked <= waiting) continue;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const contact = targets[k] as number;
      if (queued[contact] === 1 || of[contact] === best) continue;
      queued[contact] = 1;
      const tail = head + waiting - 1;
      queue[tail < n ? tail : tail - n] = contact;
      waiting++;
    }
  }
  return moves;
}

/** The numbers below `n`, each `stretch` of them in their order, these stretches shuffled. */
function shuffledStretches(n: number, stretch: number, draw: Random): Uint32Array {
  const order = everyNode(Math.ceil(n / stretch));
  draw.shuffle(order);
  if (stretch === 1) return order;
  const numbers = new Uint32Array(n);
  let write = 0;
  for (const one of order) {
    const end = Math.min(n, (one + 1) * stretch);
    for (let v = one * stretch; v < end; v++) numbers[write++] = v;
  }
  return numbers;
}
