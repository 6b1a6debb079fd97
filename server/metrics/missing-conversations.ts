import type { Row } from '../contract/results.ts';
import type { Network } from '../facts/network.ts';
import { pairKey } from '../models/department-pairs.ts';
import { hiddenDepartments } from '../privacy.ts';
import { defineMetric } from './define.ts';
import { departmentCoverage } from './department-coverage.ts';
import { judgedPairs } from './group-matrix.ts';

/** Pairs of departments that talk less than their activity would have it, and how many people could bring them together. */
export const missingConversations = defineMetric({
  id: 'missing-conversations',
  shape: 'table',
  unit: 'count',
  family: 'departments',
  label: { fr: 'Conversations qui manquent', en: 'Missing conversations' },
  question: {
    fr: 'Quels services devraient se parler, et qui pourrait les rapprocher ?',
    en: 'Which departments should talk, and who could bring them together?',
  },
  definition: {
    fr: 'Pour chaque paire de services qui se parlent nettement moins qu’attendu, les liens qui manquent : attendus moins observés. À côté, combien de personnes y ont déjà un lien de l’un à l’autre, et combien, ailleurs, en ont avec les deux : elles peuvent les rapprocher. Chaque lien compte pour les services de son jour. Personne n’est nommé.',
    en: 'For each pair of departments that talk clearly less than expected, the missing ties: expected less observed. Beside them, how many of their people have a tie from one to the other already, and how many elsewhere have ties with both: these can bring them together. Each tie counts for the departments of its day. Nobody is named.',
  },
  formula:
    'value = X_ab - M_ab over pairs with the verdict "silo" of department-ties; between = people i of neither with a tie to a and a tie to b',
  range: { fr: 'Plus de 0', en: 'Above 0' },
  nullRule: {
    fr: 'Une paire conforme au hasard, ou dont un service est masqué, n’a pas de ligne.',
    en: 'A pair as chance would have it, or with a hidden department, has no row.',
  },
  reference: 'Burt (1992), Structural Holes; Chung & Lu (2002); Benjamini & Hochberg (1995).',
  needs: ['departments'],
  ties: 'raw',
  columns: [
    { key: 'from', label: { fr: 'Service', en: 'Department' }, unit: 'text' },
    { key: 'to', label: { fr: 'Avec', en: 'With' }, unit: 'text' },
    { key: 'value', label: { fr: 'Liens qui manquent', en: 'Missing ties' }, unit: 'count' },
    { key: 'observed', label: { fr: 'Liens observés', en: 'Observed ties' }, unit: 'count' },
    { key: 'expected', label: { fr: 'Liens attendus', en: 'Expected ties' }, unit: 'count' },
    {
      key: 'upper',
      label: { fr: 'Borne haute du rapport (95 %)', en: 'Upper bound of the ratio (95%)' },
      unit: 'ratio',
    },
    { key: 'inside', label: { fr: 'Y ont déjà un lien', en: 'Have a tie across already' }, unit: 'people' },
    { key: 'between', label: { fr: 'Ailleurs, liés aux deux', en: 'Elsewhere, tied to both' }, unit: 'people' },
  ],
  privacy: { departments: ['from', 'to'] },
  version: 1,
  compute: async (context) => {
    const network = await context.departmentNetwork();
    const { reason, warnings } = departmentCoverage(network);
    if (reason !== null) return { rows: [], reason };
    const hidden = await hiddenDepartments(context.snapshot);
    const only = context.filter.department;
    const { pairs, verdicts } = judgedPairs(network);
    const silos = pairs.filter((pair) => {
      const names = [network.departments[pair.from] ?? '', network.departments[pair.to] ?? ''];
      const isAsked = only === null || names.includes(only);
      return isAsked && !names.some((name) => hidden.has(name)) && verdicts.get(`${pair.from},${pair.to}`) === 'silo';
    });
    const closers = peopleWhoCould(network, new Set(silos.map(({ from, to }) => pairKey(from, to))));
    const rows = silos.map((pair): Row => {
      const could = closers.get(pairKey(pair.from, pair.to));
      return {
        from: network.departments[pair.from] ?? '',
        to: network.departments[pair.to] ?? '',
        value: pair.expected - pair.observed,
        observed: pair.observed,
        expected: pair.expected,
        upper: pair.upper,
        inside: could?.inside ?? 0,
        between: could?.between ?? 0,
      };
    });
    return { rows: rows.sort((a, b) => Number(b['value']) - Number(a['value'])), warnings };
  },
});

/** For each pair, people of either with a tie to the other, and people of neither with ties to both. O(people × departments²). */
function peopleWhoCould(
  { undirected, departmentOf }: Network,
  pairs: ReadonlySet<number>,
): Map<number, { inside: number; between: number }> {
  const found = new Map<number, { inside: number; between: number }>();
  for (let v = 0; v < undirected.n; v++) {
    const own = departmentOf[v] as number;
    const row = undirected.targets.subarray(undirected.offsets[v], undirected.offsets[v + 1]);
    const reached = [...new Set(Array.from(row, (other) => departmentOf[other] as number))].filter((of) => of >= 0);
    const add = (pair: number, side: 'inside' | 'between'): void => {
      if (!pairs.has(pair)) return;
      const count = found.get(pair) ?? { inside: 0, between: 0 };
      count[side] += 1;
      found.set(pair, count);
    };
    reached.forEach((a, k) => {
      if (own >= 0 && a !== own) add(pairKey(a, own), 'inside');
      for (const b of reached.slice(k + 1)) if (a !== own && b !== own) add(pairKey(a, b), 'between');
    });
  }
  return found;
}
