import type { Row } from '../contract/results.ts';
import { departmentGroups, type Network } from '../facts/network.ts';
import { binary, degrees } from '../graph/graph.ts';
import { groupSizes } from '../graph/groups.ts';
import { type MixingPair, mixing, mixingPairs } from '../graph/mixing.ts';
import { defineMetric } from './define.ts';
import { departmentCoverage } from './department-coverage.ts';

/** A pair of different departments is judged when both have this many people, and this many of them have a tie. */
const judgedFrom = 5;

/** Share of wrong verdicts accepted among those given (Benjamini & Hochberg). */
const falseDiscoveries = 0.1;

/** Ties between each pair of departments against what everyone's activity alone would give. */
export const departmentTies = defineMetric({
  id: 'department-ties',
  shape: 'matrix',
  unit: 'ratio',
  family: 'departments',
  label: { fr: 'Liens entre services', en: 'Ties between departments' },
  question: {
    fr: 'Entre quels services l’échange est-il plus rare, ou plus dense, qu’attendu ?',
    en: 'Between which departments is exchange rarer, or denser, than expected?',
  },
  definition: {
    fr: 'Nombre de liens entre deux services, divisé par celui que donnerait le hasard si chacun gardait son nombre de contacts. Sous 1, moins que prévu (silo) ; au-dessus, plus (passerelle). Le verdict, entre deux services d’au moins 5 personnes actives, n’est tranché que si l’écart dépasse le hasard. Chaque lien compte pour les services de son jour.',
    en: 'Number of ties between two departments over what chance would give if everyone kept their number of contacts. Under 1, fewer than expected (silo); above, more (bridge). The verdict, between two departments of at least 5 active people, takes a side only where the gap exceeds chance. Each tie counts for the departments of its day.',
  },
  formula:
    'value = M_ab / X_ab, X_ab = S_a S_b / 2m (diagonal: both halved), S_a = contacts of the people of a; 95 % Garwood interval of M over X; q = 0.10',
  range: { fr: '0 et plus ; 1 = comme attendu', en: '0 and above; 1 = as expected' },
  nullRule: {
    fr: 'Nulle si l’un des deux services n’a aucun lien.',
    en: 'Null when one of the departments has no tie.',
  },
  reference:
    'Chung & Lu (2002), configuration model; Garwood (1936), Biometrika 28; Benjamini & Hochberg (1995), JRSS B 57.',
  needs: ['departments'],
  ties: 'raw',
  columns: [
    { key: 'observed', label: { fr: 'Liens observés', en: 'Observed ties' }, unit: 'count' },
    { key: 'expected', label: { fr: 'Liens attendus', en: 'Expected ties' }, unit: 'count' },
    { key: 'lower', label: { fr: 'Borne basse (95 %)', en: 'Lower bound (95%)' }, unit: 'ratio' },
    { key: 'upper', label: { fr: 'Borne haute (95 %)', en: 'Upper bound (95%)' }, unit: 'ratio' },
    { key: 'verdict', label: { fr: 'Verdict', en: 'Verdict' }, unit: 'text' },
    { key: 'from_people', label: { fr: 'Personnes (de)', en: 'People (from)' }, unit: 'people' },
    { key: 'to_people', label: { fr: 'Personnes (vers)', en: 'People (to)' }, unit: 'people' },
  ],
  privacy: { departments: ['from', 'to'], people: ['from_people', 'to_people'] },
  version: 2,
  compute: async (context) => {
    const network = await context.departmentNetwork();
    const { reason, warnings } = departmentCoverage(network);
    if (reason !== null) return { rows: [], reason };
    return { rows: matrix(network, context.filter.department), warnings };
  },
});

/** Every ordered pair of departments, the diagonal included; with a department, the pairs it is part of. */
function matrix(network: Network, department: string | null): Row[] {
  const groups = departmentGroups(network);
  const observed = mixing(binary(network.undirected), groups);
  const people = groupSizes(groups);
  const active = new Uint32Array(groups.count);
  const contacts = degrees(network.undirected);
  groups.of.forEach((group, node) => {
    if (group >= 0 && (contacts[node] ?? 0) > 0) active[group] = (active[group] ?? 0) + 1;
  });
  const isJudged = (group: number) => (people[group] ?? 0) >= judgedFrom && (active[group] ?? 0) >= judgedFrom;
  const verdicts = new Map(
    mixingPairs(observed, (a, b) => a !== b && isJudged(a) && isJudged(b), 'chung-lu').map((pair) => [
      `${pair.from},${pair.to}`,
      verdict(pair),
    ]),
  );
  const name = (group: number) => network.departments[group] ?? '';
  const rows = mixingPairs(observed, () => true, 'chung-lu').flatMap((pair) => {
    const row = (from: number, to: number): Row => ({
      from: name(from),
      to: name(to),
      value: pair.ratio,
      observed: pair.observed,
      expected: pair.expected,
      lower: pair.lower,
      upper: pair.upper,
      verdict: verdicts.get(`${pair.from},${pair.to}`) ?? null,
      from_people: people[from] ?? 0,
      to_people: people[to] ?? 0,
    });
    return pair.from === pair.to ? [row(pair.from, pair.to)] : [row(pair.from, pair.to), row(pair.to, pair.from)];
  });
  const shown = rows.filter((row) => department === null || row.from === department || row.to === department);
  return shown.sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to));
}

function verdict({ ratio, q }: MixingPair): 'silo' | 'bridge' | 'as_expected' | null {
  if (ratio === null || q === null) return null;
  if (q > falseDiscoveries) return 'as_expected';
  return ratio < 1 ? 'silo' : 'bridge';
}

const compare = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : a === b ? 0 : 1);
