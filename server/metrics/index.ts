import { adoptionByDepartment } from './adoption-by-department.ts';
import { adoptionRate } from './adoption-rate.ts';
import { betweenness } from './betweenness.ts';
import { burtConstraint } from './burt-constraint.ts';
import { clustering } from './clustering.ts';
import { communityDialogue } from './community-dialogue.ts';
import { contributionGini } from './contribution-gini.ts';
import { contributions } from './contributions.ts';
import { contributorAbsenceFactor } from './contributor-absence-factor.ts';
import { dau } from './dau.ts';
import { degree } from './degree.ts';
import { departmentTies } from './department-ties.ts';
import { effectiveSize } from './effective-size.ts';
import { eiIndex } from './ei-index.ts';
import { inDegree } from './in-degree.ts';
import { kCore } from './k-core.ts';
import { mau } from './mau.ts';
import { modularity } from './modularity.ts';
import { networkSummary } from './network-summary.ts';
import { outDegree } from './out-degree.ts';
import { pagerank } from './pagerank.ts';
import { participationLadder } from './participation-ladder.ts';
import { reciprocity } from './reciprocity.ts';
import { replyRate } from './reply-rate.ts';
import { retention } from './retention.ts';
import { siloTrend } from './silo-trend.ts';
import { stickiness } from './stickiness.ts';
import { strength } from './strength.ts';
import { timeToFirstResponse } from './time-to-first-response.ts';
import { wau } from './wau.ts';

/** Every metric, in the order of the handbook. Adding one is one import and one word. */
export const metrics = [
  dau,
  wau,
  mau,
  stickiness,
  adoptionRate,
  adoptionByDepartment,
  contributions,
  participationLadder,
  retention,
  replyRate,
  timeToFirstResponse,
  communityDialogue,
  contributionGini,
  contributorAbsenceFactor,
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
