import { betweenness } from './betweenness.ts';
import { burtConstraint } from './burt-constraint.ts';
import { clustering } from './clustering.ts';
import { dau } from './dau.ts';
import { degree } from './degree.ts';
import { departmentTies } from './department-ties.ts';
import { effectiveSize } from './effective-size.ts';
import { eiIndex } from './ei-index.ts';
import { inDegree } from './in-degree.ts';
import { kCore } from './k-core.ts';
import { modularity } from './modularity.ts';
import { networkSummary } from './network-summary.ts';
import { outDegree } from './out-degree.ts';
import { pagerank } from './pagerank.ts';
import { reciprocity } from './reciprocity.ts';
import { siloTrend } from './silo-trend.ts';
import { strength } from './strength.ts';

/** Every metric, in the order of the handbook. Adding one is one import and one word. */
export const metrics = [
  dau,
  degree,
  inDegree,
  outDegree,
  strength,
  pagerank,
  betweenness,
  burtConstraint,
  effectiveSize,
  kCore,
  clustering,
  reciprocity,
  networkSummary,
  eiIndex,
  departmentTies,
  modularity,
  siloTrend,
] as const;

export type MetricId = (typeof metrics)[number]['id'];
