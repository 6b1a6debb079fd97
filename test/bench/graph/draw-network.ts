import { random, type Random } from '../../../server/graph/random.ts';

/** Arcs between `n` people, each pair once a direction, in the order of sender and receiver. */
export interface Arcs {
  readonly n: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly weight: Float64Array;
}

/**
 * An organisation: departments of uneven sizes, people of very uneven activity and popularity (log-normal, correlated),
 * six messages of ten inside the department; `messages` draws, equal pairs merged into their number.
 */
export function drawOrganisation(n: number, messages: number, seed: number): Arcs {
  const draw = random(seed);
  const normal = normalNumbers(draw);
  const departments = Math.max(1, Math.round(n / 500));
  const departmentSize = aliasTable(Float64Array.from({ length: departments }, () => Math.exp(0.8 * normal())));
  const departmentOf = Uint32Array.from({ length: n }, () => departmentSize(draw));
  const activity = new Float64Array(n);
  const popularity = new Float64Array(n);
  for (let v = 0; v < n; v++) {
    const shared = normal();
    activity[v] = Math.exp(1.3 * shared);
    popularity[v] = Math.exp(1.3 * (0.5 * shared + Math.sqrt(0.75) * normal()));
  }
  const sender = aliasTable(activity);
  const anyone = aliasTable(popularity);
  const members = Array.from({ length: departments }, (): number[] => []);
  for (let v = 0; v < n; v++) members[departmentOf[v] ?? 0]?.push(v);
  const colleague = members.map((people) => {
    const table = aliasTable(Float64Array.from(people, (v) => popularity[v] ?? 0));
    return (): number => people[table(draw)] ?? 0;
  });
  const from = new Uint32Array(messages);
  const to = new Uint32Array(messages);
  for (let e = 0; e < messages; e++) {
    const v = sender(draw);
    from[e] = v;
    to[e] = draw.next() < 0.6 ? (colleague[departmentOf[v] ?? 0]?.() ?? 0) : anyone(draw);
  }
  return merged(n, from, to);
}

/** `count` cliques of `size` people, each joined to the next by one tie, the last to the first. */
export function ringOfCliques(count: number, size: number): Arcs {
  const from: number[] = [];
  const to: number[] = [];
  for (let clique = 0; clique < count; clique++) {
    const first = clique * size;
    for (let a = first; a < first + size; a++) {
      for (let b = first; b < a; b++) {
        from.push(a);
        to.push(b);
      }
    }
    from.push(first + 1);
    to.push(((clique + 1) % count) * size);
  }
  return merged(count * size, Uint32Array.from(from), Uint32Array.from(to));
}

/**
 * Planted communities in the manner of Lancichinetti, Fortunato & Radicchi (2008): contacts by a power law of exponent 2.5
 * from 10 to 300, sizes of communities by one of exponent 1.5 from 30 to 1000, a share `mixing` of each person's contacts
 * anywhere, the others inside; both kinds paired at random.
 */
export function plantedCommunities(n: number, mixing: number, seed: number): Arcs {
  const draw = random(seed);
  const power = (least: number, most: number, exponent: number): number => {
    const [a, b] = [least ** (1 - exponent), most ** (1 - exponent)];
    return Math.floor((a + (b - a) * draw.next()) ** (1 / (1 - exponent)));
  };
  const outside: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const pair = (stubs: number[]): void => {
    draw.shuffle(stubs);
    for (let i = 1; i < stubs.length; i += 2) {
      from.push(stubs[i - 1] ?? 0);
      to.push(stubs[i] ?? 0);
    }
  };
  for (let begin = 0; begin < n; ) {
    const end = Math.min(n, begin + power(30, 1000, 1.5));
    const inside: number[] = [];
    for (let v = begin; v < end; v++) {
      const contacts = power(10, 300, 2.5);
      for (let k = 0; k < contacts; k++) (draw.next() < mixing ? outside : inside).push(v);
    }
    pair(inside);
    begin = end;
  }
  pair(outside);
  return merged(n, Uint32Array.from(from), Uint32Array.from(to));
}

/** Equal pairs become one whose weight is their number; ties to oneself are left out. */
function merged(n: number, from: Uint32Array, to: Uint32Array): Arcs {
  const keys = new Float64Array(from.length);
  let kept = 0;
  for (let e = 0; e < from.length; e++) {
    if (from[e] !== to[e]) keys[kept++] = (from[e] ?? 0) * n + (to[e] ?? 0);
  }
  const sorted = keys.subarray(0, kept).sort();
  const arcs = { n, from: new Uint32Array(kept), to: new Uint32Array(kept), weight: new Float64Array(kept) };
  let write = -1;
  for (let e = 0; e < kept; e++) {
    const key = sorted[e] ?? 0;
    if (e === 0 || key !== sorted[e - 1]) {
      write++;
      arcs.from[write] = Math.floor(key / n);
      arcs.to[write] = key % n;
    }
    arcs.weight[write] = (arcs.weight[write] ?? 0) + 1;
  }
  const count = write + 1;
  return {
    n,
    from: arcs.from.slice(0, count),
    to: arcs.to.slice(0, count),
    weight: arcs.weight.slice(0, count),
  };
}

/** Draws from the standard normal distribution (Box & Muller 1958). */
function normalNumbers(draw: Random): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - draw.next())) * Math.cos(2 * Math.PI * draw.next());
}

/** Draws indices with probabilities in proportion to `weights`, in constant time (Vose 1991). */
function aliasTable(weights: Float64Array): (draw: Random) => number {
  const count = weights.length;
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / count;
  const share = weights.map((weight) => weight / mean);
  const alias = Uint32Array.from({ length: count }, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < count; i++) ((share[i] ?? 0) < 1 ? small : large).push(i);
  for (let less = small.pop(); less !== undefined; less = small.pop()) {
    const more = large.pop();
    if (more === undefined) break;
    alias[less] = more;
    share[more] = (share[more] ?? 0) - (1 - (share[less] ?? 0));
    ((share[more] ?? 0) < 1 ? small : large).push(more);
  }
  for (const i of large) share[i] = 1;
  return (draw) => {
    const i = draw.below(count);
    return draw.next() < (share[i] ?? 1) ? i : (alias[i] ?? i);
  };
}
