import { degrees, edgeCount, type Graph } from './graph.ts';
import type { Groups } from './groups.ts';
import { type Communities, leiden } from './leiden.ts';
import { firstLevel } from './leiden-level.ts';
import { type FirstGroups, firstGroups, leidenOnStrongest } from './leiden-strongest.ts';
import { partitionAgreement } from './partition-agreement.ts';
import { alone, type TeamKernel } from './team.ts';

export interface LeidenRunsInput {
  /** Symmetric. */
  readonly graph: Graph;
  readonly resolutions: Float64Array;
  /** Runs at each resolution, with the seeds 0 … runs - 1. */
  readonly runs: number;
  /** That of `effortFor` for the graph's ties unless given. */
  readonly search?: Search;
}

/**
 * Runs at each resolution: the most, up to this number of ties; beyond, as many as take as long, but the fewest. Beyond
 * `short` ties runs are cut short; beyond `huge` ones there are two of them, on the `strongest` ties of each person.
 */
export const runLimits = {
  most: 20,
  fewest: 3,
  ties: 100_000,
  short: 1_000_000,
  huge: 5_000_000,
  strongest: 40,
} as const;

/** How a run searches: with these options of `leiden`, on so many of the strongest ties of each person. */
export interface Search {
  readonly iterations: number;
  readonly looks: number;
  /** Infinity: on all ties. */
  readonly strongest: number;
}

/** How much is done at each resolution. */
export interface Effort extends Search {
  readonly runs: number;
}

/**
 * How much to do on a network of so many ties. Short runs find a thousandth less modularity where there are communities to
 * find; where there are none they take half of the time. Runs on the strongest ties take half to three quarters of what
 * one short pass over all ties would, and on 100,000 people find no less modularity: neither on planted communities with
 * 130 contacts each, half to 85 % of them anywhere, nor on ties without structure.
 */
export function effortFor(ties: number): Effort {
  const { most, fewest, short, huge, strongest } = runLimits;
  if (ties > huge) return { runs: 2, iterations: 1, looks: 2, strongest };
  const runs = ties <= runLimits.ties ? most : Math.max(fewest, Math.floor((most * runLimits.ties) / ties));
  return { runs, iterations: 2, looks: ties > short ? 2 : Infinity, strongest: Infinity };
}

/** What repeated runs at one resolution agree on. People without a tie are in no group. */
export interface RepeatedCommunities {
  readonly resolution: number;
  /** Communities of the run of highest modularity, the largest first. */
  readonly best: Groups;
  /** Its modularity at the resolution; null without ties. */
  readonly modularity: number | null;
  /** Mean agreement (AMI) of each two runs: 1 = always the same communities. Null without ties or with a single run. */
  readonly stability: number | null;
}

interface Memory {
  /** Community of each person in each run, resolution after resolution. */
  readonly of: Uint32Array;
  readonly modularity: Float64Array;
  /** Agreement of each two runs of a resolution. */
  readonly ami: Float64Array;
}

/** Communities found again and again from different seeds; threads may share the runs and their comparisons. */
export const leidenRunsKernel: TeamKernel<LeidenRunsInput, Memory, readonly RepeatedCommunities[]> = {
  memory: ({ graph, resolutions, runs }, _, arrays) => ({
    of: arrays.u32(resolutions.length * runs * graph.n),
    modularity: arrays.f64(resolutions.length * runs),
    ami: arrays.f64((resolutions.length * runs * (runs - 1)) / 2),
  }),

  run: ({ graph, resolutions, runs, search = effortFor(edgeCount(graph)) }, memory, team) => {
    const all = resolutions.length * runs;
    const find = searchOf(graph, resolutions, search);
    for (let part = team.next(all); part >= 0; part = team.next(all)) {
      // Seed after seed, so that a thread seldom has to find first groups anew.
      const seed = Math.floor(part / resolutions.length);
      const r = part % resolutions.length;
      const { of, modularity } = find(resolutions[r] as number, seed);
      const run = r * runs + seed;
      memory.of.set(of, run * graph.n);
      memory.modularity[run] = modularity ?? Number.NaN;
    }
    team.meet();
    const contacts = degrees(graph);
    const pairs = pairsOf(runs);
    const comparisons = resolutions.length * pairs.length;
    for (let part = team.next(comparisons); part >= 0; part = team.next(comparisons)) {
      const first = Math.floor(part / pairs.length) * runs;
      const [one = 0, other = 0] = pairs[part % pairs.length] ?? [];
      const [a, b] = [one, other].map((run) => connectedPeople(memory.of, first + run, contacts));
      memory.ami[part] = (a && b && partitionAgreement(a, b)?.ami) ?? Number.NaN;
    }
  },

  output: ({ graph, resolutions, runs }, memory) => {
    const contacts = degrees(graph);
    const pairs = (runs * (runs - 1)) / 2;
    return Array.from(resolutions, (resolution, r) => {
      const qualities = memory.modularity.subarray(r * runs, (r + 1) * runs);
      const highest = qualities.reduce((most, quality) => Math.max(most, quality), -Infinity);
      const hasTies = highest > -Infinity;
      const ami = memory.ami.subarray(r * pairs, (r + 1) * pairs);
      return {
        resolution,
        best: connectedPeople(memory.of, r * runs + Math.max(0, qualities.indexOf(highest)), contacts),
        modularity: hasTies ? highest : null,
        stability: hasTies && pairs > 0 ? ami.reduce((sum, value) => sum + value, 0) / pairs : null,
      };
    });
  },
};

/** A run at a resolution from a seed. Keeps the first groups of the last seed, which are those of every resolution. */
function searchOf(
  graph: Graph,
  resolutions: Float64Array,
  { iterations, looks, strongest }: Search,
): (resolution: number, seed: number) => Communities {
  if (strongest === Infinity) return (resolution, seed) => leiden(graph, { resolution, seed, iterations, looks });
  const people = firstLevel(graph);
  const highest = resolutions.reduce((most, resolution) => Math.max(most, resolution), 0);
  let last: { readonly seed: number; readonly groups: FirstGroups } | undefined;
  return (resolution, seed) => {
    if (last?.seed !== seed) {
      last = { seed, groups: firstGroups(graph, { keep: strongest, resolution: highest, seed }) };
    }
    return leidenOnStrongest(people, last.groups, { resolution, seed, iterations, looks });
  };
}

/** Each two of some runs, as positions. */
function pairsOf(runs: number): (readonly [number, number])[] {
  return Array.from({ length: runs }, (_, a) => Array.from({ length: a }, (__, b) => [a, b] as const)).flat();
}

/** The communities of one run, without the people who have no tie: these come last, each a community of its own. */
function connectedPeople(of: Uint32Array, run: number, contacts: Uint32Array): Groups {
  const { length: n } = contacts;
  const groups = Int32Array.from(contacts, (count, v) => (count === 0 ? -1 : (of[run * n + v] as number)));
  return { of: groups, count: groups.reduce((most, group) => Math.max(most, group + 1), 0) };
}

/** Communities of a symmetric graph at each resolution from `runs` seeds: the best of them and how alike they are. */
export function leidenRuns(input: LeidenRunsInput): readonly RepeatedCommunities[] {
  return alone(leidenRunsKernel, input);
}
