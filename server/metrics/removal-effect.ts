import type { Row } from '../contract/results.ts';
import type { DatedNetwork } from '../facts/with-dated-groups.ts';
import { arcList } from '../graph/arcs.ts';
import { bridges } from '../graph/bridges.ts';
import { dismantlingOrder, largestGroups } from '../graph/dismantling.ts';
import { distances } from '../graph/distances.ts';
import { arcCount, buildDirected, edgeCount, type Graph } from '../graph/graph.ts';
import { random } from '../graph/random.ts';
import { pairKey } from '../models/department-pairs.ts';
import { defineMetric } from './define.ts';
import { departmentCoverage } from './department-coverage.ts';
import { recentDays, recentTwoWay } from './recent-two-way.ts';
import { wholeNetworkOnly } from './whole-network-only.ts';

/** People who leave at most, and at most this share of those who have a tie. */
const mostLeavers = 20;
const largestShare = 0.1;
/** People whose distances are looked at before those of all: one traversal serves them. */
const firstAsked = 32;
/** Orders drawn at random for comparison. */
const draws = 20;
/** Two departments are in touch from so many two-way ties. */
const inTouchFrom = 3;
/** Work (people × arcs) beyond which the diameter is not measured. */
const distanceLimit = 2e10;

/** What falls when the people who hold the network together leave. */
export const removalEffect = defineMetric({
  id: 'removal-effect',
  shape: 'table',
  unit: 'share',
  family: 'departments',
  label: { fr: 'Ce qui tombe si les premiers s’en vont', en: 'What falls when the first leave' },
  question: {
    fr: 'Que reste-t-il du réseau quand ceux qui le tiennent s’en vont ?',
    en: 'What is left of the network when those who hold it together leave?',
  },
  definition: {
    fr: `Part des personnes encore dans le plus grand groupe relié, et paires de services encore en contact (au moins ${inTouchFrom} liens à double sens), après le départ de 1, 2, 3… personnes : celles dont le départ disperse le plus, l’une après l’autre, à côté de départs tirés au hasard. Réponses, mentions et messages des ${recentDays} derniers jours, dans les deux sens. Personne n’est nommé.`,
    en: `Share of people still in the largest connected group, and pairs of departments still in touch (at least ${inTouchFrom} two-way ties), after 1, 2, 3… people have left: those whose leaving scatters most, one after the other, beside leavers drawn at random. Replies, mentions and messages of the last ${recentDays} days, both ways. Nobody is named.`,
  },
  formula:
    'value = largest component / people with a two-way tie at first; each leaver is argmax of CI(i) = (k_i - 1) Σ_{j at distance l} (k_j - 1) in what is left; by chance: mean of 20 random orders among the same people',
  range: { fr: '0 à 1', en: '0 to 1' },
  nullRule: {
    fr: 'Les paires de services sont vides quand trop peu de services sont connus.',
    en: 'Pairs of departments are empty when too few departments are known.',
  },
  reference: 'Morone & Makse (2015), Nature 524; Hopcroft & Tarjan (1973).',
  needs: [],
  columns: [
    { key: 'leavers', label: { fr: 'Départs', en: 'Leavers' }, unit: 'people' },
    { key: 'value', label: { fr: 'Reste relié', en: 'Still connected' }, unit: 'share' },
    { key: 'by_chance', label: { fr: 'Reste relié, au hasard', en: 'Still connected, by chance' }, unit: 'share' },
    {
      key: 'pairs',
      label: { fr: 'Paires de services en contact', en: 'Pairs of departments in touch' },
      unit: 'count',
    },
    {
      key: 'pairs_by_chance',
      label: { fr: 'Paires en contact, au hasard', en: 'Pairs in touch, by chance' },
      unit: 'index',
    },
    { key: 'people', label: { fr: 'Personnes au départ', en: 'People at first' }, unit: 'people' },
  ],
  privacy: { people: ['people'] },
  version: 1,
  compute: async (context) => {
    if (context.filter.department !== null) return { rows: [], reason: wholeNetworkOnly };
    const network = await recentTwoWay(context);
    const { graph, tied } = tiedPeople(network);
    const most = Math.min(mostLeavers, Math.floor(tied.length * largestShare));
    const order = dismantlingOrder(graph, radiusOf(graph, network.people.length), most);
    const draw = random(2015);
    const chance = Array.from({ length: draws }, () => {
      const shuffled = Uint32Array.from(tied.keys());
      draw.shuffle(shuffled);
      return [...shuffled.subarray(0, order.length)];
    });
    const sizes = largestGroups(graph, order);
    const sizesByChance = chance.map((drawn) => largestGroups(graph, drawn));
    const touch = departmentCoverage(network).reason === null ? pairsInTouch(network) : null;
    const person = (place: number): number => tied[place] as number;
    const pairs = touch?.(order.map(person));
    const pairsByChance = touch === null ? null : chance.map((drawn) => touch(drawn.map(person)));
    const rows = sizes.map(
      (size, k): Row => ({
        leavers: k,
        value: tied.length === 0 ? null : size / tied.length,
        by_chance: tied.length === 0 ? null : mean(sizesByChance.map((one) => one[k] ?? 0)) / tied.length,
        pairs: pairs?.[k] ?? null,
        pairs_by_chance: pairsByChance === null ? null : mean(pairsByChance.map((one) => one[k] ?? 0)),
        people: tied.length,
      }),
    );
    return { rows: tied.length === 0 ? [] : rows, warnings: tied.length === 0 ? [] : [weakPoints(graph)] };
  },
});

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Two-way ties between people, whatever department they were in: `tied` are those who have one, the nodes of `graph`. */
function tiedPeople({ undirected, personOf }: DatedNetwork): { graph: Graph; tied: Uint32Array } {
  const { from, to, weight } = arcList(undirected);
  const isTied = new Uint8Array(undirected.n);
  for (const node of from) isTied[personOf[node] as number] = 1;
  const tied = Uint32Array.from(isTied.keys()).filter((person) => isTied[person] === 1);
  const placeOf = new Uint32Array(undirected.n);
  tied.forEach((person, place) => (placeOf[person] = place));
  const place = (node: number): number => placeOf[personOf[node] as number] as number;
  return { graph: buildDirected(tied.length, from.map(place), to.map(place), weight), tied };
}

/**
 * Two steps away in a network of diameter 5 or more, and in one too large to measure; one step in others.
 * @param people with or without a tie
 */
function radiusOf(graph: Graph, people: number): 1 | 2 {
  if (people * arcCount(graph) > distanceLimit) return 1;
  const isWide = (origins?: Uint32Array): boolean => (distances(graph, origins).diameter ?? 0) >= 5;
  // Where some are five steps from somebody, nobody else needs to be asked.
  return isWide(Uint32Array.from({ length: Math.min(firstAsked, graph.n) }, (_, v) => v)) || isWide() ? 2 : 1;
}

/** How many pairs of departments are in touch after each of some people in turn has left. */
function pairsInTouch({ undirected, departmentOf, personOf }: DatedNetwork): (order: readonly number[]) => number[] {
  const { from, to } = arcList(undirected);
  const ties: { one: number; other: number; pair: number }[] = [];
  from.forEach((v, k) => {
    const u = to[k] as number;
    const a = departmentOf[v] as number;
    const b = departmentOf[u] as number;
    if (v < u && a >= 0 && b >= 0 && a !== b)
      ties.push({ one: personOf[v] as number, other: personOf[u] as number, pair: pairKey(a, b) });
  });
  return (order) => {
    const leaves = new Map(order.map((person, k) => [person, k]));
    const counts = Array.from({ length: order.length + 1 }, () => 0);
    const left = new Map<number, number[]>(); // of each pair, the ties that are left after k leavers
    for (const { one, other, pair } of ties) {
      const last = Math.min(leaves.get(one) ?? order.length, leaves.get(other) ?? order.length);
      const kept = left.get(pair) ?? [];
      kept.push(last);
      left.set(pair, kept);
    }
    for (const lasts of left.values()) {
      // In touch until the third tie from the end is gone.
      const last = lasts.sort((a, b) => b - a)[inTouchFrom - 1] ?? -1;
      counts.forEach((_, k) => {
        if (k <= last) counts[k] = (counts[k] as number) + 1;
      });
    }
    return counts;
  };
}

/** How many people and ties the network of two-way ties hangs by. */
function weakPoints(graph: Graph) {
  const found = bridges(graph);
  const people = found.articulation.reduce((sum, flag) => sum + flag, 0);
  const number = (value: number, language: string) => value.toLocaleString(language);
  return {
    fr: `Sur ${number(edgeCount(graph), 'fr')} liens à double sens, ${number(found.bridges.length, 'fr')} sont le seul fil entre deux parties du réseau, et ${number(people, 'fr')} personnes sont un point de passage obligé.`,
    en: `Of ${number(edgeCount(graph), 'en')} two-way ties, ${number(found.bridges.length, 'en')} are the only thread between two parts of the network, and ${number(people, 'en')} people are a passage that has no way round.`,
  };
}
