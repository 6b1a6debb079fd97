import { tieParametersOf } from '../backtest/half-life.ts';
import { weightWarning } from '../backtest/tie-variants.ts';
import type { Column, Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { type TieParameters, tieParameters } from '../contract/tie-parameters.ts';
import { loadStays } from '../facts/group-stays.ts';
import type { Snapshot } from '../facts/open.ts';
import { midrankPercentiles } from '../graph/statistics.ts';
import type { Computed, Context, Part } from '../metrics/define.ts';
import { shareInTop, type Tier, tierOf, type WeekCounts } from '../models/bootstrap-tiers.ts';
import {
  bridgingFacts,
  type BridgingFacts,
  type BridgingPartId,
  bridgingPartIds,
  bridgingParts,
  twoWayGraph,
} from '../models/bridging-parts.ts';
import { geometricComposite, logContribution } from '../models/composite.ts';
import { pairAbsenceFactor } from '../models/department-pairs.ts';
import { everyWeekOnce, exchangeOn, type WrittenEvidence } from '../models/written-exchange.ts';
import type { ResolvedFilter } from '../contract/filters.ts';
import { fewerResamples, resamplingOf } from './ambassador-scoring.ts';
import { loadTwoWayEvidence } from './bridging-evidence.ts';
import { bridgingAction, bridgingReasons } from './bridging-reasons.ts';
import { type Candidate, departmentIndex, loadCandidates } from './candidates.ts';
import { byTierThenId, defineScore } from './define.ts';
import { scoreWindow } from './score-window.ts';

const parts: readonly (Part & { readonly id: BridgingPartId })[] = [
  {
    id: 'brokerage',
    label: { fr: 'Position d’intermédiaire', en: 'Brokerage' },
    weight: 0.3,
    formula: '1 − min(constraint, 1) on two-way ties (Burt)',
  },
  {
    id: 'outside',
    label: { fr: 'Ouverture hors du service', en: 'Ties outside the department' },
    weight: 0.25,
    formula: 'two-way partners outside ÷ (two-way partners + 5)',
  },
  {
    id: 'spread',
    label: { fr: 'Variété des services', en: 'Variety of departments' },
    weight: 0.2,
    formula: 'exp(−Σ p ln p) over the other departments of the partners',
  },
  {
    id: 'carried',
    label: { fr: 'Part du lien portée', en: 'Share of a link carried' },
    weight: 0.25,
    formula: 'max over department pairs with ≥ 5 two-way ties of Σ own strength ÷ Σ strength',
  },
];

const columns: readonly Column[] = [
  ...parts.map(({ id, label }): Column => ({ key: id, label, unit: 'score' })),
  ...parts.map(
    ({ id, label }): Column => ({
      key: `${id}_raw`,
      label: { fr: `${label.fr} : valeur brute`, en: `${label.en}: raw value` },
      unit: id === 'spread' ? 'index' : 'share',
    }),
  ),
  ...parts.map(
    ({ id, label }): Column => ({
      key: `${id}_contribution`,
      label: { fr: `${label.fr} : apport (log)`, en: `${label.en}: contribution (log)` },
      unit: 'index',
    }),
  ),
  { key: 'departments_reached', label: { fr: 'Autres services', en: 'Other departments' }, unit: 'count' },
  {
    key: 'two_way_partners_outside',
    label: { fr: 'Échanges à double sens hors du service', en: 'Two-way partners outside' },
    unit: 'people',
  },
  { key: 'top_pair', label: { fr: 'Lien le plus porté', en: 'Link most carried' }, unit: 'text' },
  { key: 'carried_share', label: { fr: 'Part de ce lien', en: 'Share of that link' }, unit: 'share' },
  {
    key: 'pair_absence_factor',
    label: { fr: 'Personnes qui tiennent la moitié du lien', en: 'People who hold half of the link' },
    unit: 'people',
  },
  { key: 'department', label: { fr: 'Service', en: 'Department' }, unit: 'text' },
];

/** People who hold the links between departments. */
export const bridging = defineScore({
  id: 'bridging',
  shape: 'score',
  unit: 'score',
  family: 'scores',
  subject: 'person',
  label: { fr: 'Passerelles entre services', en: 'Bridges between departments' },
  question: {
    fr: 'Qui tient les liens entre les services, et lesquels ne tiennent qu’à une personne ?',
    en: 'Who holds the links between departments, and which hang on one person?',
  },
  definition: {
    fr: 'Moyenne géométrique de quatre rangs parmi les personnes qui échangent dans les deux sens (réponses, mentions, messages ; jamais les réactions), sur les 180 derniers jours ou toutes les données non datées. Groupes A, B, C comme pour les ambassadeurs ; sans dates, A : les 5 % de tête, B : les 10 %.',
    en: 'Geometric mean of four ranks among people with two-way exchanges (replies, mentions, messages; never reactions), over the last 180 days or all undated data. Tiers A, B, C as for ambassadors; without dates, A: the top 5 %, B: the top 10 %.',
  },
  formula: 'score = exp(Σ w ln max(q, 0.01)), q = (rank − 0.5) ÷ n',
  range: { fr: '0,5 à 1', en: '0.5 to 1' },
  nullRule: {
    fr: 'Le lien le plus porté est nul quand aucun couple de services n’a cinq échanges à double sens.',
    en: 'The link most carried is null when no pair of departments has five two-way exchanges.',
  },
  reference: 'Burt 1992 (constraint); Hill 1973; contributor absence factor of CHAOSS, applied to department pairs.',
  needs: ['departments'],
  fades: true,
  version: 1,
  parts,
  columns,
  reasons: bridgingReasons,
  action: bridgingAction,
  compute: computeBridging,
});

/** What the score rests on, and the people compared: those with a two-way exchange whose department is known. */
export async function loadBridging(snapshot: Snapshot, filter: ResolvedFilter, parameters: TieParameters) {
  const window = scoreWindow(filter);
  const narrowed = window?.filter ?? { ...filter, department: null };
  const candidates = await loadCandidates(snapshot, narrowed, filter.department);
  const departments = departmentIndex(candidates);
  const { nodes, under } = await loadTwoWayEvidence(snapshot.db, snapshot.time_zone, narrowed, window, parameters);
  const evidence = under(parameters);
  const graph = twoWayGraph(exchangeOn(evidence, everyWeekOnce(evidence.weeks)));
  const compared = Uint32Array.from(nodes.keys()).filter((place) => {
    const candidate = candidates[nodes[place] as number];
    if (candidate === undefined || (graph.offsets[place + 1] as number) === graph.offsets[place]) return false;
    const { department, isExternal, hasLeft, hasRefused } = candidate;
    return department !== null && !isExternal && !hasLeft && !hasRefused;
  });
  return {
    window,
    candidates,
    departments,
    people: compared.map((place) => nodes[place] as number),
    /** The same among those who have a two-way exchange, people being positions in `nodes`. */
    own: {
      evidence,
      under,
      graph,
      departmentOf: Int32Array.from(nodes, (node) => departments.of[node] ?? -1),
      people: compared,
    },
  };
}

/** The score of each of the people compared, from what everybody wrote to each other. */
export function bridgingValues(
  evidence: WrittenEvidence,
  departmentOf: Int32Array,
  people: Uint32Array,
  counts: WeekCounts = everyWeekOnce(evidence.weeks),
): Float64Array {
  return score(bridgingParts(twoWayGraph(exchangeOn(evidence, counts)), departmentOf, people)).value;
}

async function computeBridging({ snapshot, filter }: Context): Promise<Computed> {
  const parameters = filter.to === null ? tieParameters : await tieParametersOf(snapshot);
  const loaded = await loadBridging(snapshot, filter, parameters);
  const { window, candidates, people, own } = loaded;
  const { evidence, graph, departmentOf } = own;
  if (people.length === 0) return { rows: [], reason: noTies };
  const raw = bridgingParts(graph, departmentOf, own.people);
  const { value, percentiles } = score(raw);
  const tier =
    window === null
      ? tiersByPosition(value)
      : Array.from(
          shareInTop(people.length, evidence.weeks, resamplingOf(people.length), (counts) =>
            bridgingValues(evidence, departmentOf, own.people, counts),
          ),
          tierOf,
        );
  const facts = bridgingFacts(graph, departmentOf, own.people);
  const names = departmentNames(candidates);
  const rows = [...people].flatMap((person, k): Row[] => {
    const candidate = candidates[person];
    const fact = facts[k];
    if (candidate === undefined || fact === undefined || !candidate.inScope) return [];
    if ((value[k] as number) < 0.5 || fact.partnersOutside === 0) return [];
    const cells: Row = { subject_id: candidate.id, value: value[k] as number, tier: tier[k] ?? 'C' };
    for (const { id, weight } of parts) {
      const percentile = percentiles[id][k] as number;
      cells[id] = percentile;
      cells[`${id}_raw`] = raw[id][k] as number;
      cells[`${id}_contribution`] = logContribution(percentile, weight);
    }
    return [{ ...cells, ...linkCells(fact, names), department: candidate.shownDepartment }];
  });
  if (window === null) return { rows: rows.sort(byTierThenId), warnings: [undated] };
  const stays = await loadStays(snapshot.db, window.filter, 'department', candidates.length);
  const weighed = await weightWarning(
    (weights) => Promise.resolve(bridgingValues(own.under(weights), departmentOf, own.people)),
    parameters,
    ['reply_weight', 'mention_weight', 'message_weight'],
  );
  return {
    rows: rows.sort(byTierThenId),
    warnings: [...fewerResamples(people.length), ...(stays.length > 0 ? [moved] : []), ...weighed],
  };
}

const moved: Text = {
  fr: 'Des personnes ont changé de service pendant ces jours : leurs échanges comptent ici pour le dernier.',
  en: 'Some people changed department during these days: their exchanges count here for the last one.',
};

const noTies = {
  code: 'no_ties',
  sentence: {
    fr: 'Aucun échange à double sens entre personnes dont le service est connu.',
    en: 'No two-way exchange between people whose department is known.',
  },
};

const undated: Text = {
  fr: 'Données sans dates : les groupes suivent la position seule, sans rééchantillonnage des semaines.',
  en: 'Undated data: tiers follow the position alone, without resampling of the weeks.',
};

function score(raw: Readonly<Record<BridgingPartId, Float64Array>>) {
  const percentiles = {
    brokerage: midrankPercentiles(raw.brokerage),
    outside: midrankPercentiles(raw.outside),
    spread: midrankPercentiles(raw.spread),
    carried: midrankPercentiles(raw.carried),
  };
  const value = geometricComposite(
    bridgingPartIds.map((id) => percentiles[id]),
    bridgingPartIds.map((id) => parts.find((part) => part.id === id)?.weight ?? 0),
  );
  return { percentiles, value };
}

function tiersByPosition(value: Float64Array): Tier[] {
  const sorted = Float64Array.from(value).sort();
  const border = (share: number) => sorted[value.length - Math.ceil(value.length * share)] as number;
  return Array.from(value, (own) => (own >= border(0.05) ? 'A' : own >= border(0.1) ? 'B' : 'C'));
}

/** Names by department index; null for those too small to be shown. */
function departmentNames(candidates: readonly Candidate[]): (string | null)[] {
  const shown = new Map(candidates.map(({ department, shownDepartment }) => [department, shownDepartment]));
  const names = [...shown.keys()].flatMap((name) => name ?? []).sort();
  return names.map((name) => shown.get(name) ?? null);
}

function linkCells(fact: BridgingFacts, names: readonly (string | null)[]): Row {
  const one = fact.topPair === null ? null : (names[fact.topPair.a] ?? null);
  const other = fact.topPair === null ? null : (names[fact.topPair.b] ?? null);
  const isShown = fact.topPair !== null && one !== null && other !== null;
  return {
    departments_reached: fact.departments,
    two_way_partners_outside: fact.partnersOutside,
    top_pair: isShown ? `${one} – ${other}` : null,
    carried_share: isShown ? fact.topShare : null,
    pair_absence_factor: isShown ? pairAbsenceFactor(fact.topPair) : null,
  };
}
