import type { Row } from '../contract/results.ts';
import { departmentGroups } from '../facts/network.ts';
import { expectedMixing, mixing } from '../graph/mixing.ts';
import { departmentPairs, pairAbsenceFactor, topShare } from '../models/department-pairs.ts';
import { hiddenDepartments } from '../privacy.ts';
import { defineMetric } from './define.ts';
import { departmentCoverage } from './department-coverage.ts';
import { recentDays, recentTwoWay } from './recent-two-way.ts';

/** A link is said to hang on one person only where so many two-way ties would be expected. */
const expectedFrom = 5;
const heldFrom = 0.5;
/** With fewer two-way ties two departments are not in touch: there is no link to hold. */
const inTouchFrom = 3;

/** Links between departments that rest on few people. */
export const fragileBridges = defineMetric({
  id: 'fragile-bridges',
  shape: 'table',
  unit: 'people',
  family: 'departments',
  label: { fr: 'Solidité des liens entre services', en: 'Strength of the links between departments' },
  question: {
    fr: 'Quels liens entre services ne tiennent qu’à une ou deux personnes ?',
    en: 'Which links between departments hang on one or two people?',
  },
  definition: {
    fr: `Pour chaque paire de services, le plus petit nombre de personnes par qui passe la moitié de l’échange à double sens (réponses, mentions, messages des ${recentDays} derniers jours ; jamais les réactions), et la plus grande part d’une seule. Un lien est fragile quand une personne suffit, qu’il compte au moins 3 liens de personnes et qu’au moins 5 étaient attendus. Personne n’est nommé.`,
    en: `For each pair of departments, the smallest number of people through whom half of the two-way exchange goes (replies, mentions, messages of the last ${recentDays} days; never reactions), and the largest share of a single one. A link is fragile when one person is enough, it has at least 3 ties of people, and at least 5 were expected. Nobody is named.`,
  },
  formula:
    'T_ab = Σ s_ij across the pair, s_ij = ln(1 + W_ij + W_ji); factor = least people touching ≥ T_ab / 2 (exact up to 20 people, else greedy); top share = max_i Σ s_i / T_ab; fragile: X_ab ≥ 5, at least 3 ties, factor 1, top share ≥ 0.5',
  range: { fr: '1 et plus', en: '1 and above' },
  nullRule: {
    fr: 'Une paire sans échange à double sens, ou dont un service est masqué, n’a pas de ligne.',
    en: 'A pair without two-way exchange, or with a hidden department, has no row.',
  },
  reference: 'Contributor absence factor of CHAOSS, applied to pairs of departments; Chung & Lu (2002).',
  needs: ['departments'],
  columns: [
    { key: 'from', label: { fr: 'Service', en: 'Department' }, unit: 'text' },
    { key: 'to', label: { fr: 'Avec', en: 'With' }, unit: 'text' },
    { key: 'value', label: { fr: 'Personnes qui tiennent la moitié', en: 'People who hold half' }, unit: 'people' },
    { key: 'top_share', label: { fr: 'Part de la première', en: 'Share of the first' }, unit: 'share' },
    { key: 'two_way_ties', label: { fr: 'Liens à double sens', en: 'Two-way ties' }, unit: 'count' },
    { key: 'expected', label: { fr: 'Liens attendus', en: 'Expected ties' }, unit: 'count' },
    { key: 'fragile', label: { fr: 'Lien fragile', en: 'Fragile link' }, unit: 'flag' },
  ],
  privacy: { departments: ['from', 'to'] },
  version: 1,
  compute: async (context) => {
    const network = await recentTwoWay(context);
    const { reason, warnings } = departmentCoverage(network);
    if (reason !== null) return { rows: [], reason };
    const hidden = await hiddenDepartments(context.snapshot);
    const groups = departmentGroups(network);
    const expected = expectedMixing(mixing(network.undirected, groups, true), 'chung-lu');
    const only = context.filter.department;
    const rows = departmentPairs(network.undirected, network.departmentOf, network.personOf).flatMap((pair): Row[] => {
      const from = network.departments[pair.a] ?? '';
      const to = network.departments[pair.b] ?? '';
      if (hidden.has(from) || hidden.has(to) || (only !== null && only !== from && only !== to)) return [];
      const factor = pairAbsenceFactor(pair);
      const share = topShare(pair);
      const wanted = expected[pair.a * groups.count + pair.b] ?? 0;
      const isLink = wanted >= expectedFrom && pair.ties.length >= inTouchFrom;
      const fragile = isLink && factor === 1 && share >= heldFrom;
      return [{ from, to, value: factor, top_share: share, two_way_ties: pair.ties.length, expected: wanted, fragile }];
    });
    return { rows: rows.sort(byFragility), warnings };
  },
});

/** The fragile first, those of which most was to be expected before; then by the fewest people and the largest share. */
const byFragility = (a: Row, b: Row): number =>
  Number(b['fragile']) - Number(a['fragile']) ||
  (a['fragile'] === true ? Number(b['expected']) - Number(a['expected']) : 0) ||
  Number(a['value']) - Number(b['value']) ||
  Number(b['top_share']) - Number(a['top_share']) ||
  (String(a['from']) + String(a['to']) < String(b['from']) + String(b['to']) ? -1 : 1);
