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
    tables: 'Tables',
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
