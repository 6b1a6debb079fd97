import type { Texts } from './fr.ts';

/** *Ties*, in English. */
export const enTies: Texts['tiesPage'] = {
  headline_one: '{{n}} department of {{total}} keeps mostly to itself: {{names}}',
  headline_many: '{{n}} departments of {{total}} keep mostly to themselves, {{names}} first',
  headline_other: '{{n}} departments of {{total}} keep mostly to themselves, {{names}} first',
  headlineOpen: 'No department clearly keeps to itself',
  standfirst:
    'A tie links two people of whom one replies, reacts or speaks to the other. Each number is compared with what chance would give if everyone kept as many contacts.',
  matrix: '{{silos}} pairs of departments talk less than expected, {{bridges}} talk more',
  matrixEven: 'No pair of departments clearly departs from chance',
  matrixNote: 'cell = ties seen ÷ ties expected',
  trend: {
    below: 'Exchanges stay within departments more than chance would have it',
    belowOpening: 'Departments keep to themselves, yet have opened up over a year',
    belowClosing: 'Departments keep to themselves, and more so than a year ago',
    within: 'Exchanges between departments are within the band of chance',
    above: 'Exchanges cross departments more than chance would have it',
  },
  openness: 'Seen beside expected: the further the dot is left of the tick, the more a department keeps to itself',
  opennessHead: {
    department: 'Department',
    people: 'People',
    observed: 'Seen',
    expected: 'Expected',
    scale: 'From −1 to 1',
  },
  opennessDot: 'seen {{observed}}, expected {{expected}}, on a scale from −1 to 1',
  bridging: 'The people who connect departments',
  alone_one: '{{n}} link between two departments hangs on one person',
  alone_many: '{{n}} links between two departments hang on one person each',
  alone_other: '{{n}} links between two departments hang on one person each',
  summary: 'The network holds {{people}} people and {{ties}} tied pairs',
  network: {
    title: 'The network, should you wish to see it',
    subtitle: 'Each dot is a person under a pseudonym, each line an exchange; colour marks the largest departments',
    draw: 'Draw the network',
    hide: 'Put the drawing away',
    drawn: 'Drawing of the network: {{people}} people, {{ties}} ties. The same data are in the table.',
    department: 'Department',
    people: 'People',
    inside: 'Ties inside',
    outside: 'Ties with other departments',
    unknown: 'Department unknown or hidden',
    others: 'Other departments',
  },
};
