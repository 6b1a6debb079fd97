import { departmentGroups, type Network } from '../facts/network.ts';
import { eiIndex as kernel, rescaledEi } from '../graph/ei-index.ts';
import { eiPermutation } from '../graph/ei-permutation.ts';
import { arcCount } from '../graph/graph.ts';
import type { Text } from '../contract/text.ts';
import { defineMetric } from './define.ts';
import { departmentCoverage } from './department-coverage.ts';
import { rank } from './rank.ts';

/** Shuffles behind the p of the network, fewer on very large ones so that they take seconds. */
const rounds = (arcs: number): number => Math.max(200, Math.min(2000, Math.floor(2e9 / Math.max(1, arcs))));

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
    fr: 'Liens vers l’extérieur moins liens internes, rapportés au total : -1, tout reste dans le service ; 1, tout en sort. À lire à côté de la valeur attendue au hasard : un petit service a presque tous ses liens dehors. La valeur recalée vaut 0 au hasard. Chaque lien compte pour les services de son jour.',
    en: 'Ties that leave the department less ties inside it, over all of them: -1, all stay inside; 1, all leave. Read it beside what chance would give: a small department has nearly all of its ties outside. The rescaled value is 0 for chance. Each tie counts for the departments of its day.',
  },
  formula:
    'EI_g = (E_g - 2 I_g) / (E_g + 2 I_g); expected = 1 - 2 (n_g - 1)/(n - 1); rescaled = (EI - expected) / (1 ± expected)',
  range: { fr: '-1 à 1', en: '-1 to 1' },
  nullRule: {
    fr: 'Nul pour un service sans lien. Sous 50 % de services connus, rien n’est affiché.',
    en: 'Null for a department without ties. With fewer than 50% of departments known nothing is shown.',
  },
  reference: 'Krackhardt & Stern (1988), Social Psychology Quarterly 51(2).',
  needs: ['departments'],
  ties: 'raw',
  columns: [
    { key: 'external_ties', label: { fr: 'Liens vers l’extérieur', en: 'Ties outside' }, unit: 'count' },
    { key: 'internal_ties', label: { fr: 'Liens internes', en: 'Ties inside' }, unit: 'count' },
    { key: 'expected', label: { fr: 'Attendu au hasard', en: 'Expected by chance' }, unit: 'index' },
    { key: 'rescaled', label: { fr: 'Recalé', en: 'Rescaled' }, unit: 'index' },
    { key: 'people', label: { fr: 'Personnes', en: 'People' }, unit: 'people' },
  ],
  privacy: { departments: ['subject_id'], people: ['people'] },
  version: 2,
  compute: async (context) => {
    const network = await context.departmentNetwork();
    const { reason, warnings } = departmentCoverage(network);
    if (reason !== null) return { rows: [], reason };
    const measured = kernel(network.undirected, departmentGroups(network));
    const everyone = measured.perGroup.reduce((sum, { people }) => sum + people, 0);
    const departments = network.departments.flatMap((department, g) => {
      const group = measured.perGroup[g];
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
            people: group.people,
          },
        },
      ];
    });
    return { rows: rank(departments), warnings: [...networkSentence(network, measured), ...warnings] };
  },
});

/** The network's own index in one sentence, never without its expectation and the p of a permutation test. */
function networkSentence(network: Network, { index, expected }: ReturnType<typeof kernel>): Text[] {
  const options = { rounds: rounds(arcCount(network.undirected)), seed: 1988 };
  const shuffled = eiPermutation(network.undirected, departmentGroups(network), options);
  if (index === null || expected === null || shuffled === null) return [];
  const p = Math.min(1, 2 * Math.min(shuffled.pAtMost, shuffled.pAtLeast));
  const number = (value: number, language: string) => value.toLocaleString(language, { maximumFractionDigits: 4 });
  return [
    {
      fr: `Ensemble du réseau : E-I ${number(index, 'fr')}, attendu au hasard ${number(expected, 'fr')} (p = ${number(p, 'fr')}, ${options.rounds.toLocaleString('fr')} permutations).`,
      en: `Whole network: E-I ${number(index, 'en')}, expected by chance ${number(expected, 'en')} (p = ${number(p, 'en')}, ${options.rounds.toLocaleString('en')} permutations).`,
    },
  ];
}
