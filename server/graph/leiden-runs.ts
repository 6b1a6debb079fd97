import { degrees, edgeCount, type Graph } from './graph.ts';
import type { Groups } from './groups.ts';
import { leiden } from './leiden.ts';
import { partitionAgreement } from './partition-agreement.ts';
import { alone, type TeamKernel } from './team.ts';

export interface LeidenRunsInput {
  /** Symmetric. */
  readonly graph: Graph;
  readonly resolutions: Float64Array;
  /** Runs at each resolution, with the seeds 0 … runs - 1. */
  readonly runs: number;
}

/**
 * Runs at each resolution: the most, up to this number of ties; beyond, as many as take as long, but the fewest. Beyond
 * `short` ties runs are cut short, beyond `huge` ones there are two of them.
 */
export const runLimits = { most: 20, fewest: 3, ties: 100_000, short: 1_000_000, huge: 5_000_000 } as const;

/** How much is done at each resolution: so many runs, with these options of `leiden`. */
export interface Effort {
  readonly runs: number;
  readonly iterations: number;
  readonly looks: number;
}

/**
 * How much to do on a network of so many ties. Short runs find a thousandth less modularity where there are communities to
 * find, those of huge networks up to a hundredth less; where there are none they take half of the time, or a third.
 */
export function effortFor(ties: number): Effort {
  const { most, fewest, short, huge } = runLimits;
  if (ties > huge) return { runs: 2, iterations: 1, looks: 2 };
  const runs = ties <= runLimits.ties ? most : Math.max(fewest, Math.floor((most * runLimits.ties) / ties));
  return { runs, iterations: 2, looks: ties > short ? 2 : Infinity };
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

  run: ({ graph, resolutions, runs }, memory, team) => {
    const all = resolutions.length * runs;
    const { iterations, looks } = effortFor(edgeCount(graph));
    for (let run = team.next(all); run >= 0; run = team.next(all)) {
      const resolution = resolutions[Math.floor(run / runs)] as number;
      const { of, modularity } = leiden(graph, { resolution, seed: run % runs, iterations, looks });
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
