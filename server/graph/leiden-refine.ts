import { everyNode, type Level, sortByLabel } from './leiden-level.ts';
import type { Random } from './random.ts';

/** How freely a node chooses among the groups it gains from, as a part of its strength: 0 would be the best always. */
const freedom = 0.001;

/**
 * Refinement: within each community, nodes on their own join a group they gain from, at random and rather the better
 * one, if the node and the group are both well connected to the rest of the community. Groups come out connected.
 * @param of community of each node, labels below `level.n`
 * @param scale resolution ÷ total strength
 * @returns group of each node, labels below `level.n`, every group within one community; and the nodes by community
 */
export function refine(
  level: Level,
  of: Uint32Array,
  scale: number,
  draw: Random,
): { group: Uint32Array; order: Uint32Array } {
  const { n, strength } = level;
  const whole = new Float64Array(n);
  for (let v = 0; v < n; v++) whole[of[v] as number] = (whole[of[v] as number] as number) + (strength[v] as number);
  const group = everyNode(n);
  const total = strength.slice();
  const size = new Uint32Array(n).fill(1);
  // Weight of ties from a group to the rest of its community, known once somebody joined it.
  const outward = new Float64Array(n);
  const towards = new Float64Array(n);
  const seen = new Uint32Array(n);
  const gains = new Float64Array(n);
  const shuffled = everyNode(n);
  draw.shuffle(shuffled);
  // By community, so that what is read together lies together in the processor's cache.
  const order = sortByLabel(shuffled, of, n).nodes;
  for (const v of order) {
    // A group is labelled by the node that began it: alone there, or joined by others.
    if (size[v] !== 1 || group[v] !== v) continue;
    const own = strength[v] as number;
    const everyone = whole[of[v] as number] as number;
    const met = gatherInside(level, v, of, group, towards, seen);
    let inside = 0;
    for (let i = 0; i < met; i++) inside += towards[seen[i] as number] as number;
    const isWellConnected = inside >= scale * own * (everyone - own);
    let count = 0;
    for (let i = 0; i < met; i++) {
      const other = seen[i] as number;
      const theirs = total[other] as number;
      const gain = (towards[other] as number) - scale * own * theirs;
      // A lone node is as well connected as the moves before, which left it there, could tell.
      const isOpen = size[other] === 1 || (outward[other] as number) >= scale * theirs * (everyone - theirs);
      if (isWellConnected && isOpen && gain >= 0) {
        seen[count] = other;
        gains[count++] = gain;
      } else towards[other] = 0;
    }
    if (count === 0) continue;
    const chosen = seen[pick(gains, count, freedom * own, draw)] as number;
    group[v] = chosen;
    size[v] = 0;
    if (size[chosen] === 1) outward[chosen] = insideWeight(level, chosen, of);
    size[chosen] = (size[chosen] as number) + 1;
    total[chosen] = (total[chosen] as number) + own;
    outward[chosen] = (outward[chosen] as number) + inside - 2 * (towards[chosen] as number);
    for (let i = 0; i < count; i++) towards[seen[i] as number] = 0;
  }
  return { group, order };
}

/** As `gather`, of the ties within the node's community alone. */
function gatherInside(
  { offsets, targets, weights }: Level,
  v: number,
  of: Uint32Array,
  group: Uint32Array,
  towards: Float64Array,
  seen: Uint32Array,
): number {
  const community = of[v];
  const end = offsets[v + 1] as number;
  let met = 0;
  for (let k = offsets[v] as number; k < end; k++) {
    const contact = targets[k] as number;
    if (of[contact] !== community) continue;
    const label = group[contact] as number;
    const sum = towards[label] as number;
    if (sum === 0) seen[met++] = label;
    towards[label] = sum + (weights[k] as number);
  }
  return met;
}

/** Weight of a node's ties within its community. */
function insideWeight({ offsets, targets, weights }: Level, v: number, of: Uint32Array): number {
  const end = offsets[v + 1] as number;
  let sum = 0;
  for (let k = offsets[v] as number; k < end; k++) {
    if (of[targets[k] as number] === of[v]) sum += weights[k] as number;
  }
  return sum;
}

/** Position drawn among the first `count` gains with chances proportional to exp(gain ÷ unit). Overwrites the gains. */
function pick(gains: Float64Array, count: number, unit: number, draw: Random): number {
  if (count === 1) return 0;
  let best = 0;
  for (let i = 0; i < count; i++) best = Math.max(best, gains[i] as number);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const short = (best - (gains[i] as number)) / unit;
    // Under e^-40 there is no chance worth the time of an exponential.
    if (short < 40) sum += Math.exp(-short);
    gains[i] = sum;
  }
  const drawn = draw.next() * sum;
  let position = 0;
  while (position < count - 1 && (gains[position] as number) <= drawn) position++;
  return position;
}
