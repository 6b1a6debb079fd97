import type { Graph } from './graph.ts';
import { degrees } from './graph.ts';
import { pathSampler } from './path-sampler.ts';
import { random } from './random.ts';
import { alone, type TeamKernel } from './team.ts';

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

interface SamplingInput {
  readonly graph: Graph;
  readonly options: SamplingOptions;
}

interface SamplingMemory {
  /** Of each member: how often a path passed through a person. */
  readonly hits: readonly Float64Array[];
  readonly vertexDiameter: Uint32Array;
}

/** Divides the samples, each part with its own stream of random numbers. */
const parts = 64;

/**
 * Betweenness of a symmetric graph, every tie of length 1, from random shortest paths with a guarantee
 * (Riondato & Kornaropoulos 2016). Each sample takes a random pair and one of its shortest paths, all equally likely,
 * found from both ends at once. People whose estimates differ by less than twice the bound cannot be told apart.
 */
export const sampledBetweennessKernel: TeamKernel<SamplingInput, SamplingMemory, SampledBetweenness> = {
  memory: ({ graph: { n } }, members, arrays) => ({
    hits: Array.from({ length: members }, () => arrays.f64(n)),
    vertexDiameter: arrays.u32(1),
  }),
  run({ graph, options }, { hits, vertexDiameter }, team) {
    const { n } = graph;
    if (team.member === 0) vertexDiameter[0] = vertexDiameterBound(graph);
    team.meet();
    const samples = sampleSize(vertexDiameter[0] as number, options.epsilon, options.delta);
    const streams = random(options.seed);
    const seeds = Uint32Array.from({ length: parts }, () => streams.below(2 ** 32));
    const addPath = pathSampler(graph, hits[team.member] as Float64Array);
    for (let part = team.next(parts); part !== -1; part = team.next(parts)) {
      const draw = random(seeds[part] as number);
      for (let s = part; s < samples; s += parts) {
        const source = draw.below(n);
        const target = (source + 1 + draw.below(n - 1)) % n;
        addPath(source, target, draw);
      }
    }
  },
  output({ graph: { n }, options }, { hits, vertexDiameter: [vertexDiameter = 0] }) {
    const raw = new Float64Array(n);
    const samples = sampleSize(vertexDiameter, options.epsilon, options.delta);
    const pairs = (n * (n - 1)) / 2;
    if (samples === 0) return { raw, samples, bound: 0, vertexDiameter };
    for (let v = 0; v < n; v++) {
      let passed = 0;
      for (const counts of hits) passed += counts[v] as number;
      raw[v] = (passed / samples) * pairs;
    }
    return { raw, samples, bound: options.epsilon * pairs, vertexDiameter };
  },
};

/** `sampledBetweennessKernel` in the calling thread. */
export function sampledBetweenness(graph: Graph, options: SamplingOptions): SampledBetweenness {
  return alone(sampledBetweennessKernel, { graph, options });
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
