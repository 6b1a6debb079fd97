import type { Text } from '../contract/text.ts';
import { departmentGroups } from '../facts/network.ts';
import { eiIndex as kernel, rescaledEi } from '../graph/ei-index.ts';
import { type Context, defineMetric } from './define.ts';
import { departmentCoverage } from './department-coverage.ts';
import { networkOpenness, type Openness } from './network-openness.ts';
import { rank } from './rank.ts';
import { type TiesAndEvents, tiesAndEvents } from './tie-networks.ts';

/** E-I index of each department: ties outside against ties inside (Krackhardt & Stern 1988), beside what chance gives. */
export const eiIndex = defineMetric({
  id: 'ei-index',
  shape: 'ranking',
  unit: 'index',
  family: 'departments',
  subject: 'department',
  label: { fr: 'Ouverture des services (E-I)', en: 'Openness of departments (E-I)' },
  question: {
    fr: 'Quels services échangent surtout entre eux ?',
    en: 'Which departments keep to themselves?',
  },
  definition: {
    fr: 'Liens vers l’extérieur moins liens internes, rapportés au total : -1, tout reste dans le service ; 1, tout en sort. À lire à côté de la valeur attendue au hasard : un petit service a presque tous ses liens dehors. La valeur recalée vaut 0 au hasard. Par échanges, chaque paire de personnes pèse autant de fois qu’elle a échangé : le sens peut changer. Chaque lien compte pour les services de son jour.',
    en: 'Ties that leave the department less ties inside it, over all of them: -1, all stay inside; 1, all leave. Read it beside what chance would give: a small department has nearly all of its ties outside. The rescaled value is 0 for chance. By exchanges, each pair of people weighs as often as it exchanged: the direction may change. Each tie counts for the departments of its day.',
  },
  formula:
    'EI_g = (E_g - 2 I_g) / (E_g + 2 I_g); expected = 1 - 2 (n_g - 1)/(n - 1); rescaled = (EI - expected) / (1 ± expected); network: p of label permutations, 95 % interval of a jackknife over people',
  range: { fr: '-1 à 1', en: '-1 to 1' },
  nullRule: {
    fr: 'Nul pour un service sans lien. Sous 50 % de services connus, rien n’est affiché.',
    en: 'Null for a department without ties. With fewer than 50% of departments known nothing is shown.',
  },
  reference:
    'Krackhardt & Stern (1988), Social Psychology Quarterly 51(2); Snijders & Borgatti (1999), Connections 22(2) (jackknife).',
  needs: ['departments'],
  ties: 'raw',
  columns: [
    { key: 'external_ties', label: { fr: 'Liens vers l’extérieur', en: 'Ties outside' }, unit: 'count' },
    { key: 'internal_ties', label: { fr: 'Liens internes', en: 'Ties inside' }, unit: 'count' },
    { key: 'expected', label: { fr: 'Attendu au hasard', en: 'Expected by chance' }, unit: 'index' },
    { key: 'rescaled', label: { fr: 'Recalé', en: 'Rescaled' }, unit: 'index' },
    { key: 'events_value', label: { fr: 'E-I par échanges', en: 'E-I by exchanges' }, unit: 'index' },
    {
      key: 'events_rescaled',
      label: { fr: 'Recalé, par échanges', en: 'Rescaled, by exchanges' },
      unit: 'index',
    },
    { key: 'external_events', label: { fr: 'Échanges vers l’extérieur', en: 'Exchanges outside' }, unit: 'count' },
    { key: 'internal_events', label: { fr: 'Échanges internes', en: 'Exchanges inside' }, unit: 'count' },
    { key: 'people', label: { fr: 'Personnes', en: 'People' }, unit: 'people' },
  ],
  privacy: { departments: ['subject_id'], people: ['people'] },
  version: 3,
  compute: async (context) => {
    const { ties, events } = await tiesAndEvents(context);
    const { reason, warnings } = departmentCoverage(ties);
    if (reason !== null) return { rows: [], reason };
    const measured = kernel(ties.undirected, departmentGroups(ties));
    const counted = kernel(events.undirected, departmentGroups(events));
    const everyone = measured.perGroup.reduce((sum, { people }) => sum + people, 0);
    const departments = ties.departments.flatMap((department, g) => {
      const group = measured.perGroup[g];
      const exchanged = counted.perGroup[g];
      if (group === undefined || (context.filter.department ?? department) !== department) return [];
      const expected = everyone < 2 ? null : 1 - (2 * (group.people - 1)) / (everyone - 1);
      return [
        {
          subject_id: department,
          name: department,
          value: group.index,
          columns: {
            external_ties: group.external,
            internal_ties: group.internalEnds / 2,
            expected,
            rescaled: rescaledEi(group.index, expected),
            events_value: exchanged?.index ?? null,
            events_rescaled: rescaledEi(exchanged?.index ?? null, expected),
            external_events: exchanged?.external ?? null,
            internal_events: exchanged === undefined ? null : exchanged.internalEnds / 2,
            people: group.people,
          },
        },
      ];
    });
    return { rows: rank(departments), warnings: [...(await networkSentences(context, { ties, events })), ...warnings] };
  },
});

/** The network's own index by ties and by exchanges, never without its expectation and the p of a permutation test. */
async function networkSentences(context: Context, networks: TiesAndEvents): Promise<Text[]> {
  const said = (openness: Openness | null, fr: string, en: string): Text[] => {
    if (openness === null) return [];
    const { value, lower, upper, expected, p, rounds } = openness;
    const sentence = (what: string, byChance: string, language: string): string => {
      const number = (figure: number) => figure.toLocaleString(language, { maximumFractionDigits: 4 });
      const interval = lower === null || upper === null ? '' : ` [${number(lower)} ; ${number(upper)}]`;
      return `${what} E-I ${number(value)}${interval}, ${byChance} ${number(expected)} (p = ${number(p)}, ${rounds.toLocaleString(language)} permutations).`;
    };
    return [{ fr: sentence(fr, 'attendu au hasard', 'fr'), en: sentence(en, 'expected by chance', 'en') }];
  };
  const whole = await networkOpenness(context, networks);
  return [
    ...said(whole.ties, 'Ensemble du réseau, par liens\u202f:', 'Whole network, by ties:'),
    ...said(whole.events, 'Ensemble du réseau, par échanges\u202f:', 'Whole network, by exchanges:'),
  ];
}
