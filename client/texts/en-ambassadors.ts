import type { Texts } from './fr.ts';

/** *Ambassadors*, in English. */
export const enAmbassadors: Texts['ambassadorsPage'] = {
  headline_one: '{{n}} person clearly stands out, whichever weeks one looks at',
  headline_many: '{{n}} people clearly stand out, whichever weeks one looks at',
  headline_other: '{{n}} people clearly stand out, whichever weeks one looks at',
  headlineNone: 'Nobody clearly stands out in this period',
  standfirst:
    'This is for inviting, not for ranking: three tiers, in alphabetical order. Each name comes with its reasons, and with how busy the person already is.',
  standfirstMasked: 'Names are hidden: each person goes by a stable pseudonym.',
  list: 'Whom to invite, and why',
  listNote: 'position from 0 to 100 on each facet, among the people eligible',
  tier: {
    A: 'Tier A: at the top in at least 8 of 10 resamples',
    B: 'Tier B: at the top in at least half',
    C: 'Tier C: good signs, less constant',
  },
  tierShort: 'Tier {{tier}}',
  people_one: '{{n}} person',
  people_many: '{{n}} people',
  people_other: '{{n}} people',
  set: 'Together they cover the company',
  setFinding_one: '{{n}} person is enough to reach {{share}} of {{what}}',
  setFinding_many: '{{n}} people are enough to reach {{share}} of {{what}}',
  setFinding_other: '{{n}} people are enough to reach {{share}} of {{what}}',
  covers: { departments: 'departments', sites: 'sites', communities: 'communities' },
  setNote: 'each with what they add',
  facet: '{{name}}: {{value}} out of 100',
  facetUnknown: '{{name}}: unknown',
  facetKey: 'dot: the person; band: the middle half of their colleagues',
  cover: {
    title_one: '{{n}} department has no candidate in tiers A and B',
    title_many: '{{n}} departments have no candidate in tiers A and B',
    title_other: '{{n}} departments have no candidate in tiers A and B',
    titleFull: 'Every department has at least one candidate in tiers A and B',
    subtitle: 'candidates by department and tier',
    department: 'Department',
  },
};
