import type { Texts } from './fr.ts';

/** *Proof*, in English. */
export const enBacktest: Texts['backtest'] = {
  headline: {
    silence: {
      holds: 'On your past, the forecast of silence does better than any plain rule',
      partly: 'On your past, the forecast of silence does better than plain rules for one part only',
      fails: 'On your past, the forecast of silence does no better than a plain rule',
    },
    ambassadors: {
      holds: 'the ambassador score does better than a plain count',
      chance: 'the ambassador score does better than chance, no better than a plain count',
      fails: 'the ambassador score does no better than chance',
    },
    both: '{{silence}}; {{ambassadors}}',
    none: 'Too little past for a proof',
  },
  standfirst:
    'At regular dates of the past, Vigie makes its forecasts again from what was known that day, then looks at what followed. Each figure stands beside what needs no model, and the verdict is told as it is. Always on the whole organisation, naming nobody.',
  noLead:
    'These forecasts rank risks before the silence. On a silence that has begun they gain no days: that is not promised here.',
  kind: { community: 'Communities: 60 days without a message', member: 'Members: 28 days without a contribution' },
  silence: 'The forecast of silence',
  reliability: 'When Vigie announced a probability, was it true?',
  reliabilityNote:
    'One dot for each tenth of the forecasts. On the diagonal, the share announced is the share observed.',
  reliabilityChart_one: '{{kind}}: {{count, number}} dot, share observed by probability announced',
  reliabilityChart_many: '{{kind}}: {{count, number}} dots, share observed by probability announced',
  reliabilityChart_other: '{{kind}}: {{count, number}} dots, share observed by probability announced',
  announced: 'Announced',
  observed: 'Observed',
  ambassadors: 'The ambassador score',
  halfLife: 'The half-life of exchanges',
  sensitivityHolds: 'The tops of the lists hold when the settings of ties change',
  sensitivityMoves: 'The order at the top depends on the settings of ties for: {{lists}}',
  list: {
    strength: 'Strength of ties',
    pagerank: 'Influence (PageRank)',
    ambassadors: 'Ambassador candidates',
    bridging: 'Bridges between departments',
  },
  head: {
    forecast: 'Forecast',
    brier: 'Error (Brier)',
    miscalibration: 'of which calibration',
    discrimination: 'less discrimination',
    calibration: 'Calibration gap',
    area: 'Area',
    stillActive: 'Area, still active',
    lift: 'Exposed tenth, still active',
    verdict: 'Verdict',
    ranking: 'Ranking',
    precision: 'Successes among the first',
    lead: 'Lead of the score',
    interval: '95% interval',
    correlation: 'Rank correlation',
    cases: 'Cases',
    list: 'List',
    parameter: 'Parameter',
    tau: 'Lowest tau',
    changed: 'No longer at the top, at most',
  },
  outcome: {
    newcomers: 'Bring at least one newcomer to write within 90 days',
    people_who_wrote: 'Be in the tenth to whom the most people write within 90 days',
  },
  words: {
    title: 'What the words say',
    brierTerm: 'Brier error',
    brier: 'Mean square of the gap between the probability announced and what happened (0 or 1). Lower is better.',
    partsTerm: 'Parts of the error',
    parts:
      'The error is what poor calibration costs, less what discrimination earns, plus the uncertainty that all forecasts share (CORP decomposition).',
    calibrationTerm: 'Calibration',
    calibration: 'Of the cases announced at 30%, three in ten fall silent. The gap is the mean difference.',
    areaTerm: 'Area under the curve',
    area: 'Chance that a case that fell silent was given a higher probability than one that went on. 0.5 is chance.',
    stillActiveTerm: 'Still active',
    stillActive:
      'Cases in which somebody had just written: risk before the silence, where counting days tells nothing.',
    liftTerm: 'Exposed tenth',
    lift: 'How many times as often as the average the tenth judged most exposed falls silent.',
    ruleTerm: 'Calibrated rule',
    rule: '“More than 30 days without a message”, with the two frequencies learnt from the past: the honest opponent of a model.',
    recencyTerm: 'Table of quiet days',
    recency: 'The frequency learnt for each length of silence, in twelve steps.',
    intervalTerm: 'Interval',
    interval:
      'What 95% of the draws give that play the proof again with other communities or people of the same data. If it holds 0, nothing is shown.',
  },
};
