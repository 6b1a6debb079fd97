import type { Row } from '../contract/results.ts';
import type { Network } from '../facts/network.ts';
import type { MixingPair } from '../graph/mixing.ts';
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
    const closers = peopleWhoCould(network, silos);
    const rows = silos.map((pair, k): Row => {
      const could = closers[k];
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

/** For each pair, people of either with a tie to the other, and people of neither with ties to both. O(ties + people × pairs). */
function peopleWhoCould(
  { undirected, departmentOf, departments }: Network,
  pairs: readonly MixingPair[],
): { readonly inside: number; readonly between: number }[] {
  const inside = new Uint32Array(pairs.length);
  const between = new Uint32Array(pairs.length);
  // The pairs of each department, as its lower one: a pair is looked at once.
  const pairsFrom = departments.map((): number[] => []);
  pairs.forEach(({ from }, pair) => pairsFrom[from]?.push(pair));
  const others = Int32Array.from(pairs, ({ to }) => to);
  const reachedBy = new Int32Array(departments.length).fill(-1);
  for (let v = 0; v < undirected.n; v++) {
    const end = undirected.offsets[v + 1] as number;
    for (let k = undirected.offsets[v] as number; k < end; k++) {
      const department = departmentOf[undirected.targets[k] as number] as number;
      if (department >= 0) reachedBy[department] = v;
    }
    const own = departmentOf[v] as number;
    for (let a = 0; a < departments.length; a++) {
      const hasFrom = reachedBy[a] === v;
      if (!hasFrom && a !== own) continue;
      for (const pair of pairsFrom[a] as number[]) {
        const b = others[pair] as number;
        const hasTo = reachedBy[b] === v;
        if (a === own ? hasTo : b === own) inside[pair] = (inside[pair] as number) + 1;
        else if (hasFrom && hasTo) between[pair] = (between[pair] as number) + 1;
      }
    }
  }
  return pairs.map((_, pair) => ({ inside: inside[pair] as number, between: between[pair] as number }));
}
