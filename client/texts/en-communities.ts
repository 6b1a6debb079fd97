import type { Texts } from './fr.ts';

/** *Communities*, in English. */
export const enCommunities: Texts['communitiesPage'] = {
  headline_one: '{{n}} community of {{total}} needs care',
  headline_many: '{{n}} communities of {{total}} need care',
  headline_other: '{{n}} communities of {{total}} need care',
  headlineWell: 'None of the {{total}} communities needs care at the moment',
  standfirst:
    'Each is judged by its own rhythm: three weeks without a message are normal here, unusual there. Those that need care come first.',
  list: {
    title: 'Where to begin',
    show: 'Show',
    all: 'all',
    community: 'Community',
    state: 'State',
    pulse: '12 months',
    pulseLabel: 'Messages a month: {{values}}',
    silence: 'Silence',
    rules: '30 · 60 · 90 d',
    rulesLabel: 'silent for more than 30 days: {{a}}, 60: {{b}}, 90: {{c}}',
    rests: 'Rests on',
    restsOn_one: '{{count}} person',
    restsOn_many: '{{count}} people',
    restsOn_other: '{{count}} people',
    why: 'Why, and what to do',
    never: 'never',
    normal: '{{days}}: normal here',
    unusual: '{{days}}: unusual',
    veryUnusual: '{{days}}: very unusual',
  },
  detail: {
    title: '“{{name}}” in figures',
    back: 'Back to all communities',
    open: 'See the figures of {{name}}',
    nothing: 'Nothing needs doing.',
    gini: 'Sharing of the floor (Gini)',
    lastDay: 'Last message by a person',
    usualGap: 'Usual gap between two active days',
    people: 'People in 60 ordinary days',
    rests: 'Half of the contributions come from',
  },
};
