import type { Texts } from './fr.ts';

/** *Adoption*, in English. */
export const enAdoption: Texts['adoption'] = {
  headline: {
    up: 'Adoption stands at {{value}} ({{change}} {{span}})',
    down: 'Adoption stands at {{value}} ({{change}} {{span}})',
    steady: 'Adoption stands at {{value}}, with no clear change {{span}}',
    unknown: 'Adoption stands at {{value}}',
    activeUp: '{{value}} people contribute within 28 days, {{change}} more {{span}}',
    activeDown: '{{value}} people contribute within 28 days, {{change}} fewer {{span}}',
    active: '{{value}} people contribute within 28 days',
  },
  standfirst: '{{active}} people out of {{population}} posted, replied or reacted in the 28 days that end on {{day}}.',
  activeUp: '{{month}} people contribute within 28 days, {{change}} more {{span}}',
  activeDown: '{{month}} people contribute within 28 days, {{change}} fewer {{span}}',
  activeSteady: '{{month}} people contribute within 28 days, with no clear change {{span}}',
  highest: 'Adoption has never been this high',
  peak: 'It was highest at {{value}}, on {{day}}',
  stickiness: 'A contributor comes on {{days}} days out of 28 on average',
  retention: '{{share}} of new contributors come back three months after their first contribution',
  replyRate: '{{value}} of posts get a reply',
  firstResponse: 'Half of the replies arrive within {{value}}',
  contributions: '{{kind}}: {{share}} of what is done on the network',
  ladder_one: '{{n}} person out of {{total}} goes as far as posting',
  ladder_many: '{{n}} people out of {{total}} go as far as posting',
  ladder_other: '{{n}} people out of {{total}} go as far as posting',
  rung: 'Rung',
  moved: 'moved up, down',
  movedText: '+{{up}} / −{{down}}',
  changed: {
    title: 'What has changed',
    none: 'Nothing clear: everything measured here has stayed at its level.',
    rule: 'in 3 months, or in a year when 3 months ago was summer; from 5%, or from 2 points for a rate',
    up: '{{what}}: {{value}} ({{change}} {{span}})',
    rose: 'Up',
    fell: 'Down',
  },
};
