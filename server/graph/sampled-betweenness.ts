import type { Graph } from './graph.ts';
import { degrees } from './graph.ts';
import type { Random } from './random.ts';
import { random } from './random.ts';

export interface SampledBetweenness {
  /** Estimate of the raw betweenness, each unordered pair once. */
  readonly raw: Float64Array;
  readonly samples: number;
  /** Every raw value is within this of the exact one, with probability 1 - delta. */
  readonly bound: number;
  /** Upper bound on the number of people on a longest shortest path. */
  readonly vertexDiameter: number;
}

export interface SamplingOptions {
  /** Largest error as a share of all ordered pairs n(n-1). */
  readonly epsilon: number;
  /** Probability that some value misses the bound. */
  readonly delta: number;
  readonly seed: number;
}

/**
 * Betweenness of a symmetric graph, every tie of length 1, from random shortest paths with a guarantee
 * (Riondato & Kornaropoulos 2016). Each sample takes a random pair and one of its shortest paths, all equally likely,
 * found from both ends at once. People whose estimates differ by less than twice the bound cannot be told apart.
 */
export function sampledBetweenness(graph: Graph, options: SamplingOptions): SampledBetweenness {
  const { n } = graph;
  const raw = new Float64Array(n);
  const vertexDiameter = vertexDiameterBound(graph);
  const samples = sampleSize(vertexDiameter, options.epsilon, options.delta);
  const draw = random(options.seed);
  const addPath = pathSampler(graph, draw, raw);
  for (let s = 0; s < samples; s++) {
    const source = draw.below(n);
    const target = (source + 1 + draw.below(n - 1)) % n;
    addPath(source, target);
  }
  const pairs = (n * (n - 1)) / 2;
  for (let v = 0; v < n; v++) raw[v] = samples === 0 ? 0 : ((raw[v] as number) / samples) * pairs;
  return { raw, samples, bound: samples === 0 ? 0 : options.epsilon * pairs, vertexDiameter };
}

/** Paths to sample so that all errors stay below epsilon with probability 1 - delta; 0 when no path has an inside. */
export function sampleSize(vertexDiameter: number, epsilon: number, delta: number): number {
  if (vertexDiameter < 3) return 0;
  return Math.ceil((0.5 / epsilon ** 2) * (Math.floor(Math.log2(vertexDiameter - 2)) + 1 + Math.log(1 / delta)));
}

/** Twice the distance from a well-connected person of each component, plus one, bounds its longest shortest path. */
function vertexDiameterBound(graph: Graph): number {
  const { n, offsets, targets } = graph;
  const contacts = degrees(graph);
  const byContacts = Uint32Array.from(contacts.keys()).sort(
    (a, b) => (contacts[b] as number) - (contacts[a] as number),
  );
  const distance = new Int32Array(n).fill(-1);
  const queue = new Uint32Array(n);
  let longest = 0;
  for (const start of byContacts) {
    if (distance[start] !== -1) continue;
    let reached = 1;
    queue[0] = start;
    distance[start] = 0;
    for (let head = 0; head < reached; head++) {
      const v = queue[head] as number;
      const end = offsets[v + 1] as number;
      for (let k = offsets[v] as number; k < end; k++) {
        const w = targets[k] as number;
        if (distance[w] !== -1) continue;
        distance[w] = (distance[v] as number) + 1;
        queue[reached++] = w;
      }
    }
    const eccentricity = distance[queue[reached - 1] as number] as number;
    longest = Math.max(longest, Math.min(2 * eccentricity + 1, reached));
  }
  return longest;
}

/** One end of a two-ended search: people found from there, how far, and by how many shortest paths. */
interface Ball {
  readonly distance: Int32Array;
  readonly paths: Float64Array;
  readonly found: Uint32Array;
  count: number;
  /** Where the outermost level begins in `found`, its distance, and the ties that leave it. */
  rim: number;
  radius: number;
  work: number;
}

/** Returns a function that adds 1 to each inner person of one random shortest path between two people, if any. */
function pathSampler(graph: Graph, draw: Random, hits: Float64Array): (source: number, target: number) => void {
  const { n, offsets, targets } = graph;
  const newBall = (): Ball => ({
    distance: new Int32Array(n).fill(-1),
    paths: new Float64Array(n),
    found: new Uint32Array(n),
    count: 0,
    rim: 0,
    radius: 0,
    work: 0,
  });
  const degree = (v: number): number => (offsets[v + 1] as number) - (offsets[v] as number);
  const open = (ball: Ball, centre: number): void => {
    ball.distance[centre] = 0;
    ball.paths[centre] = 1;
    ball.found[0] = centre;
    ball.count = 1;
    ball.rim = 0;
    ball.radius = 0;
    ball.work = degree(centre);
  };
  const close = (ball: Ball): void => {
    for (let i = 0; i < ball.count; i++) ball.distance[ball.found[i] as number] = -1;
  };

  // Ties that join the two balls, as (person of the grown ball, person of the other).
  let meetingFrom: number[] = [];
  let meetingTo: number[] = [];

  /** Grows a ball by one level and returns the number of shortest paths that now join it to the other. */
  const grow = (ball: Ball, other: Ball): number => {
    const rimEnd = ball.count;
    let joined = 0;
    ball.radius++;
    ball.work = 0;
    for (let i = ball.rim; i < rimEnd; i++) {
      const v = ball.found[i] as number;
      const end = offsets[v + 1] as number;
      for (let k = offsets[v] as number; k < end; k++) {
        const w = targets[k] as number;
        if (other.distance[w] !== -1) {
          joined += (ball.paths[v] as number) * (other.paths[w] as number);
          meetingFrom.push(v);
          meetingTo.push(w);
        } else if (ball.distance[w] === -1) {
          ball.distance[w] = ball.radius;
          ball.paths[w] = ball.paths[v] as number;
          ball.found[ball.count++] = w;
          ball.work += degree(w);
        } else if (ball.distance[w] === ball.radius) {
          ball.paths[w] = (ball.paths[w] as number) + (ball.paths[v] as number);
        }
      }
    }
    ball.rim = rimEnd;
    return joined;
  };

  /** Walks back to the centre of a ball, choosing each step with the share of the paths that come through it. */
  const walkBack = (ball: Ball, start: number): void => {
    let v = start;
    for (let distance = ball.distance[v] as number; distance > 0; distance--) {
      hits[v] = (hits[v] as number) + 1;
      let ticket = draw.next() * (ball.paths[v] as number);
      const end = offsets[v + 1] as number;
      let chosen = v;
      for (let k = offsets[v] as number; k < end && ticket >= 0; k++) {
        const w = targets[k] as number;
        if (ball.distance[w] !== distance - 1) continue;
        ticket -= ball.paths[w] as number;
        chosen = w;
      }
      v = chosen;
    }
  };

  const here = newBall();
  const there = newBall();
  return (source, target) => {
    open(here, source);
    open(there, target);
    let joined = 0;
    let grown = here;
    let other = there;
    while (joined === 0 && here.rim < here.count && there.rim < there.count) {
      [grown, other] = here.work <= there.work ? [here, there] : [there, here];
      joined = grow(grown, other);
    }
    if (joined > 0) {
      let ticket = draw.next() * joined;
      let at = -1;
      while (ticket >= 0 && at + 1 < meetingFrom.length) {
        at++;
        ticket -= (grown.paths[meetingFrom[at] as number] as number) * (other.paths[meetingTo[at] as number] as number);
      }
      walkBack(grown, meetingFrom[at] as number);
      walkBack(other, meetingTo[at] as number);
    }
    meetingFrom = [];
    meetingTo = [];
    close(here);
    close(there);
  };
}
