import type { Texts } from './fr.ts';

/** *Method*, in English. */
export const enMethod: Texts['method'] = {
  headline: 'Every figure can be read, checked and found again',
  standfirst:
    'Definition, formula, possible values and reference of everything that Vigie computes. A missing value is never a zero, and nothing is shown on fewer than {{minimum}} people.',
  search: 'Search for a measure',
  found_one: '{{count, number}} entry',
  found_many: '{{count, number}} entries',
  found_other: '{{count, number}} entries',
  nothing: 'No entry contains “{{query}}”.',
  contents: 'Contents',
  unavailable: 'Cannot be computed on these data',
  family: {
    adoption: 'Adoption',
    dialogue: 'Dialogue',
    network: 'Network',
    departments: 'Departments',
    scores: 'Scores',
    backtest: 'Proof on the past',
    tables: 'Tables',
  },
  parameters: {
    title: 'What the strength of a tie depends on',
    text: 'These values are ours: here is each of them, and why. One proof below tries other half-lives on your own data, another says what each value changes.',
    parameter: 'Parameter',
    default: 'Default',
    why: 'Why',
    inUse: 'In use on these data: {{days}}.',
    halfLife: 'The half-life tried on these data',
    sensitivity: 'What these values change at the top of each list',
  },
  rules: {
    title: 'The rules they share',
    periods:
      'A period contains its first day and leaves out the day that follows it; weeks are ISO weeks, Monday to Sunday.',
    contribution: 'To contribute is to post, reply, react or mention. Reading is not enough.',
    null: 'No value is not zero: a line breaks off, a cell stays empty.',
    bots: 'Technical accounts do not count; people who left count for as long as they were there.',
    change:
      'A sentence announces a change from 5%, or from two points for a rate, in three months; in a year when three months ago was summer or the turn of the year.',
  },
};
