import { vivaEngage } from '../../pipelines/sources/viva-engage/source.ts';
import { testSourceCases } from '../support/source-cases.ts';

// The word "zanzibar" stands in every text, link, token and job title of the examples.
testSourceCases(
  vivaEngage,
  ['external-networks', 'one-month', 'one-person', 'two-overlapping-months'],
  /zanzibar|secret|x\.test|yammer\.com/i,
);
