import { activationEffect } from './activation-effect.ts';
import { adoptionByDepartment } from './adoption-by-department.ts';
import { adoptionRate } from './adoption-rate.ts';
import { backtestDormancy } from './backtest-dormancy.ts';
import { backtestAmbassadors } from './backtest-ambassadors.ts';
import { animationLoad } from './animation-load.ts';
import { animatorDependence } from './animator-dependence.ts';
import { betweenness } from './betweenness.ts';
import { brokerageRoles } from './brokerage-roles.ts';
import { burtConstraint } from './burt-constraint.ts';
import { cascades } from './cascades.ts';
import { clustering } from './clustering.ts';
import { collectiveInfluence } from './collective-influence.ts';
import { communityChangePoints } from './community-change-points.ts';
import { communityDialogue } from './community-dialogue.ts';
import { communityDiversity } from './community-diversity.ts';
import { communitySurvivalByType } from './community-survival.ts';
import { contributionGini } from './contribution-gini.ts';
import { contributions } from './contributions.ts';
import { contributorAbsenceFactor } from './contributor-absence-factor.ts';
import { crossings } from './crossings.ts';
import { dau } from './dau.ts';
import { degree } from './degree.ts';
import { departmentTies } from './department-ties.ts';
import { dormancyByMonth } from './dormancy-by-month.ts';
import { dormancyByType } from './dormancy-by-type.ts';
import { dormancyReliability } from './dormancy-reliability.ts';
import { effectiveSize } from './effective-size.ts';
import { eiIndex } from './ei-index.ts';
import { exchangeGroups } from './exchange-groups.ts';
import { expertise } from './expertise.ts';
import { fragileBridges } from './fragile-bridges.ts';
import { inDegree } from './in-degree.ts';
import { kCore } from './k-core.ts';
import { launchEmptiness } from './launch-emptiness.ts';
import { mau } from './mau.ts';
import { missingConversations } from './missing-conversations.ts';
import { modularity } from './modularity.ts';
import { networkSummary } from './network-summary.ts';
import { opennessToGuests } from './openness-to-guests.ts';
import { outDegree } from './out-degree.ts';
import { pagerank } from './pagerank.ts';
import { participationLadder } from './participation-ladder.ts';
import { peopleReached } from './people-reached.ts';
import { personas } from './personas.ts';
import { reciprocity } from './reciprocity.ts';
import { removalEffect } from './removal-effect.ts';
import { replyRate } from './reply-rate.ts';
import { retention } from './retention.ts';
import { serendipity } from './serendipity.ts';
import { siloTrend } from './silo-trend.ts';
import { siteTies } from './site-ties.ts';
import { stickiness } from './stickiness.ts';
import { strength } from './strength.ts';
import { scoreSensitivity } from './score-sensitivity.ts';
import { tieHalfLife } from './tie-half-life.ts';
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
  communityChangePoints,
  contributionGini,
  contributorAbsenceFactor,
  animatorDependence,
  animationLoad,
  launchEmptiness,
  communitySurvivalByType,
  activationEffect,
  peopleReached,
  cascades,
  personas,
  degree,
  inDegree,
  outDegree,
  strength,
  pagerank,
  betweenness,
  burtConstraint,
  effectiveSize,
  kCore,
  collectiveInfluence,
  expertise,
  clustering,
  reciprocity,
  networkSummary,
  eiIndex,
  departmentTies,
  siteTies,
  crossings,
  missingConversations,
  fragileBridges,
  removalEffect,
  communityDiversity,
  serendipity,
  opennessToGuests,
  brokerageRoles,
  modularity,
  exchangeGroups,
  siloTrend,
  backtestDormancy,
  dormancyReliability,
  dormancyByMonth,
  dormancyByType,
  tieHalfLife,
  backtestAmbassadors,
  scoreSensitivity,
] as const;
