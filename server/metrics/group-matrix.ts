import type { Column, Row } from '../contract/results.ts';
import { departmentGroups, type Network } from '../facts/network.ts';
import { degrees, orNull } from '../graph/graph.ts';
import { type Groups, groupSizes } from '../graph/groups.ts';
import { mixingBootstrap } from '../graph/mixing-bootstrap.ts';
import { adjustedPairs, expectedMixing, type MixingPair, mixing, mixingPairs } from '../graph/mixing.ts';

/** A pair of different groups is judged when both have this many people, and this many of them have a tie. */
const judgedFrom = 5;

/** Share of wrong verdicts accepted among those given (Benjamini & Hochberg). */
const falseDiscoveries = 0.1;

/** What a matrix of observed over expected ties holds beside its ratio. */
export const matrixColumns: readonly Column[] = [
  { key: 'observed', label: { fr: 'Liens observés', en: 'Observed ties' }, unit: 'count' },
  { key: 'expected', label: { fr: 'Liens attendus', en: 'Expected ties' }, unit: 'count' },
  { key: 'lower', label: { fr: 'Borne basse (95 %)', en: 'Lower bound (95%)' }, unit: 'ratio' },
  { key: 'upper', label: { fr: 'Borne haute (95 %)', en: 'Upper bound (95%)' }, unit: 'ratio' },
  { key: 'verdict', label: { fr: 'Verdict', en: 'Verdict' }, unit: 'text' },
  { key: 'events', label: { fr: 'Échanges observés', en: 'Observed exchanges' }, unit: 'count' },
  { key: 'events_expected', label: { fr: 'Échanges attendus', en: 'Expected exchanges' }, unit: 'count' },
  { key: 'events_ratio', label: { fr: 'Rapport par échanges', en: 'Ratio by exchanges' }, unit: 'ratio' },
  {
    key: 'events_lower',
    label: { fr: 'Borne basse par échanges (95 %)', en: 'Lower bound by exchanges (95%)' },
    unit: 'ratio',
  },
  {
    key: 'events_upper',
    label: { fr: 'Borne haute par échanges (95 %)', en: 'Upper bound by exchanges (95%)' },
    unit: 'ratio',
  },
  { key: 'from_people', label: { fr: 'Personnes (de)', en: 'People (from)' }, unit: 'people' },
  { key: 'to_people', label: { fr: 'Personnes (vers)', en: 'People (to)' }, unit: 'people' },
];

/** What stands under `formula` for such a matrix. */
export const matrixFormula =
  'value = M_ab / X_ab, X_ab = S_a S_b / 2m (diagonal: both halved), S_a = contacts of the people of a; 95 % Garwood interval of M over X; verdict: q ≤ 0.10 and 1 outside the interval. By exchanges: the same with the number of events; 95 % interval of 200 bootstraps over people';

/**
 * The pairs of groups with their ties against those expected from everyone's number of contacts alone, and which of them
 * stand out: pairs of different groups with enough people, at the accepted share of wrong verdicts among those judged.
 */
export function judgedPairs(network: Network): {
  readonly pairs: MixingPair[];
  readonly verdicts: Map<string, Verdict>;
} {
  const groups = departmentGroups(network);
  const isJudged = judgedGroups(network, groups);
  const pairs = mixingPairs(mixing(network.undirected, groups, true), () => true, 'chung-lu');
  const judged = pairs.filter(({ from, to }) => from !== to && isJudged[from] === 1 && isJudged[to] === 1);
  return {
    pairs,
    verdicts: new Map(
      adjustedPairs(judged).flatMap((pair): [string, Verdict][] => {
        const given = verdict(pair);
        return given === null ? [] : [[`${pair.from},${pair.to}`, given]];
      }),
    ),
  };
}

export type Verdict = 'silo' | 'bridge' | 'as_expected';

/** A side is taken when both hold: the family of tests allows it, and the interval shown leaves 1 out. */
function verdict({ ratio, q, lower, upper }: MixingPair): Verdict | null {
  if (ratio === null || q === null || lower === null || upper === null) return null;
  if (q > falseDiscoveries || (lower <= 1 && upper >= 1)) return 'as_expected';
  return ratio < 1 ? 'silo' : 'bridge';
}

/** 1 for groups with enough people, and enough of them with a tie. */
function judgedGroups(network: Network, groups: Groups): Uint8Array {
  const people = groupSizes(groups);
  const active = new Uint32Array(groups.count);
  const contacts = degrees(network.undirected);
  groups.of.forEach((group, node) => {
    if (group >= 0 && (contacts[node] ?? 0) > 0) active[group] = (active[group] ?? 0) + 1;
  });
  return Uint8Array.from(people, (size, group) => Number(size >= judgedFrom && (active[group] ?? 0) >= judgedFrom));
}

/**
 * Every ordered pair of groups, the diagonal included; with `only`, the pairs it is part of.
 * @param ties each tied pair once, whatever its weight
 * @param events the same network, each tie weighing the events between the two
 */
export function groupMatrix(ties: Network, events: Network, only: string | null): Row[] {
  const groups = departmentGroups(ties);
  const { pairs, verdicts } = judgedPairs(ties);
  const people = groupSizes(groups);
  const counted = mixing(events.undirected, departmentGroups(events));
  const expectedEvents = expectedMixing(counted, 'chung-lu');
  const spread = mixingBootstrap(events.undirected, departmentGroups(events), 1999);
  const name = (group: number) => ties.departments[group] ?? '';
  const rows = pairs.flatMap((pair) => {
    const at = pair.from * groups.count + pair.to;
    const ends = pair.from === pair.to ? 2 : 1;
    const expected = (expectedEvents[at] ?? 0) / ends;
    const seen = (counted.matrix[at] ?? 0) / ends;
    const row = (from: number, to: number): Row => ({
      from: name(from),
      to: name(to),
      value: pair.ratio,
      observed: pair.observed,
      expected: pair.expected,
      lower: pair.lower,
      upper: pair.upper,
      verdict: verdicts.get(`${pair.from},${pair.to}`) ?? null,
      events: seen,
      events_expected: expected,
      events_ratio: expected === 0 ? null : seen / expected,
      events_lower: spread === null || expected === 0 ? null : orNull(spread.lower[at]),
      events_upper: spread === null || expected === 0 ? null : orNull(spread.upper[at]),
      from_people: people[from] ?? 0,
      to_people: people[to] ?? 0,
    });
    return pair.from === pair.to ? [row(pair.from, pair.to)] : [row(pair.from, pair.to), row(pair.to, pair.from)];
  });
  const shown = rows.filter((row) => only === null || row['from'] === only || row['to'] === only);
  return shown.sort((a, b) => compare(a['from'], b['from']) || compare(a['to'], b['to']));
}

const compare = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : a === b ? 0 : 1);
