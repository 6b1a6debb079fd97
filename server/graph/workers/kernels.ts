import { ambassadorKernel } from '../../models/ambassador-kernel.ts';
import { betweennessKernel } from '../betweenness.ts';
import { burtKernel } from '../burt.ts';
import { distancesKernel } from '../distances.ts';
import { arcCount, type Graph } from '../graph.ts';
import { eiPermutationKernel } from '../ei-permutation.ts';
import { forceLayoutKernel } from '../force-layout.ts';
import { leidenRunsKernel } from '../leiden-runs.ts';
import { pagerankKernel } from '../pagerank.ts';
import { sampledBetweennessKernel } from '../sampled-betweenness.ts';
import type { TeamKernel } from '../team.ts';
import { trianglesKernel } from '../triangles.ts';

/** The kernels that threads know by name. */
const known = {
  ambassadors: ambassadorKernel,
  betweenness: betweennessKernel,
  burt: burtKernel,
  distances: distancesKernel,
  eiPermutation: eiPermutationKernel,
  forceLayout: forceLayoutKernel,
  leidenRuns: leidenRunsKernel,
  pagerank: pagerankKernel,
  sampledBetweenness: sampledBetweennessKernel,
  triangles: trianglesKernel,
};

type Known = typeof known;
export type KernelName = keyof Known;
export type KernelInput<Name extends KernelName> = Parameters<Known[Name]['run']>[0];
export type KernelMemory<Name extends KernelName> = Parameters<Known[Name]['run']>[1];
export type KernelOutput<Name extends KernelName> = ReturnType<Known[Name]['output']>;

export const kernels: {
  readonly [Name in KernelName]: TeamKernel<KernelInput<Name>, KernelMemory<Name>, KernelOutput<Name>>;
} = known;

const listing = (graph: Graph): number => arcCount(graph) ** 1.5 / 10;

/** About how many steps of some nanoseconds a kernel takes. */
export const steps: { readonly [Name in KernelName]: (input: KernelInput<Name>) => number } = {
  ambassadors: ({ evidence: { written }, people, resamples }) =>
    (20 + resamples.length / written.weeks) * (5 * written.week.length + 20 * people.length),
  betweenness: ({ graph, options }) => graph.n * arcCount(graph) * (options.weighted === true ? 10 : 1),
  burt: listing,
  eiPermutation: ({ graph, options }) => options.rounds * (graph.n + arcCount(graph) / 2),
  forceLayout: ({ graph }) => 20_000 * (graph.n + arcCount(graph)),
  leidenRuns: ({ graph, resolutions, runs }) => 20 * resolutions.length * runs * (graph.n + arcCount(graph)),
  distances: ({ graph, origins }) => ((origins?.length ?? graph.n) * arcCount(graph)) / 32,
  pagerank: ({ graph }) => 30 * arcCount(graph),
  sampledBetweenness: ({ graph, options }) => (options.epsilon ** -2 + graph.n) * Math.sqrt(arcCount(graph)),
  triangles: listing,
};
