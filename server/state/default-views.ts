/** The picture of who exchanges with whom, which is no measure but takes as long. */
export const drawingOfNetwork = 'drawing';

/**
 * The measures, scores and tables that the dashboard's pages ask for when they are opened without a filter, in the order in
 * which they are computed ahead: the first page first, what takes longest last within its page.
 */
export const dashboardViews: readonly string[] = [
  'adoption-rate',
  'mau',
  'wau',
  'participation-ladder',
  'adoption-by-department',
  'contributions',
  'stickiness',
  'retention',
  'reply-rate',
  'time-to-first-response',
  'interventions',
  'dormancy',
  'contribution-gini',
  'contributor-absence-factor',
  'community-change-points',
  'community-dialogue',
  'community-survival',
  'community-diversity',
  'ambassadors',
  'ambassador-set',
  'activation-effect',
  'personas',
  'non-work-stars',
  'department-ties',
  'ei-index',
  'silo-trend',
  'network-summary',
  drawingOfNetwork,
  'site-ties',
  'crossings',
  'serendipity',
  'missing-conversations',
  'fragile-bridges',
  'removal-effect',
  'bridging',
  'openness-to-guests',
  'exchange-groups',
  'rejected-rows',
];

/** What the page of proofs asks for: the scores again on each past month, after all that the dashboard shows of today. */
export const proofViews: readonly string[] = [
  'tie-half-life',
  'score-sensitivity',
  'dormancy-reliability',
  'backtest-dormancy',
  'dormancy-by-month',
  'dormancy-by-type',
  'backtest-ambassadors',
];

/** All that is computed ahead of a fresh snapshot. */
export const defaultViews: readonly string[] = [...dashboardViews, ...proofViews];
