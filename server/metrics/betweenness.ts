import { normalisedBetweenness } from '../graph/betweenness.ts';
import { edgeCount, orNull } from '../graph/graph.ts';
import type { Network } from '../facts/network.ts';
import { defineMetric } from './define.ts';
import { rankPeople } from './rank.ts';

/** Above this number of people × ties the exact computation takes minutes. */
const exactLimit = 5e9;

const sampling = { epsilon: 0.01, delta: 0.1, seed: 20_010_301 } as const;

/** Betweenness: how often someone stands on the shortest path between two others (Freeman 1977, Brandes 2001). */
export const betweenness = defineMetric({
  id: 'betweenness',
  shape: 'ranking',
  unit: 'ratio',
  family: 'network',
  subject: 'person',
  label: { fr: 'Intermédiarité', en: 'Betweenness' },
  question: { fr: 'Par qui passe-t-on pour relier les autres ?', en: 'Who do the others go through to be connected?' },
  definition: {
    fr: 'Part des plus courts chemins entre deux autres personnes qui passent par celle-ci. Élevée : si elle part, des groupes s’éloignent. Avec des liens pesés, un lien fort est un chemin court.',
    en: 'Share of the shortest paths between two other people that go through this one. High: if they leave, groups drift apart. With weighted ties, a strong tie is a short way.',
  },
  formula: 'raw(v) = Σ_{s<t} σ_st(v)/σ_st; value = raw / ((n-1)(n-2)/2); length of a tie: 1 (raw ties), else 1/weight',
  range: { fr: '0 à 1', en: '0 to 1' },
  nullRule: {
    fr: 'Nul s’il y a moins de trois personnes. Au-delà de 5 milliards de personnes × liens, la valeur est estimée par tirage et une personne trop proche de la marge d’erreur n’a pas de rang.',
    en: 'Null with fewer than three people. Beyond 5 billion people × ties, the value is estimated by sampling and people too close to the margin of error have no rank.',
  },
  reference:
    'Freeman (1977), Sociometry 40; Brandes (2001), J. Math. Sociology 25; sampling: Riondato & Kornaropoulos (2016), DMKD 30.',
  needs: [],
  ties: 'raw',
  columns: [{ key: 'raw', label: { fr: 'Valeur brute', en: 'Raw value' }, unit: 'count' }],
  version: 1,
  compute: async (context) => {
    const network = await context.network();
    const isWeighted = network.mode !== 'raw';
    if (network.people.length * edgeCount(network.undirected) <= exactLimit) {
      const input = { graph: network.undirected, options: { weighted: isWeighted } };
      return { rows: rows(network, await context.kernel('betweenness', input), 0) };
    }
    if (isWeighted) {
      return {
        rows: [],
        reason: {
          code: 'too_large',
          sentence: {
            fr: 'Ce réseau est trop grand pour l’intermédiarité avec des liens pesés : choisissez les liens bruts, ou une période plus courte.',
            en: 'This network is too large for betweenness with weighted ties: choose raw ties, or a shorter period.',
          },
        },
      };
    }
    const { raw, samples, bound } = await context.kernel('sampledBetweenness', {
      graph: network.undirected,
      options: sampling,
    });
    const [fr, en] = ['fr', 'en'].map((language) => samples.toLocaleString(language));
    const share = normalisedBetweenness(Float64Array.from(raw, () => bound))[0] ?? 0;
    return {
      rows: rows(network, raw, 2 * bound),
      warnings: [
        {
          fr: `Valeurs estimées sur ${fr} chemins tirés au hasard : chacune est exacte à ${decimal(share, 'fr')} près, avec 90 % de chances pour toutes à la fois. Deux personnes séparées de moins du double ne peuvent pas être départagées ; sous ce double, pas de rang.`,
          en: `Values estimated from ${en} random paths: each is within ${decimal(share, 'en')} of the exact one, with a 90% chance for all at once. Two people less than twice that apart can’t be told apart; below twice that, no rank is given.`,
        },
      ],
    };
  },
});

function rows(network: Network, raw: Float64Array, ranksAbove: number) {
  const normalised = normalisedBetweenness(raw);
  return rankPeople(network, (node) => ({
    value: orNull(normalised[node]),
    isOrdered: ranksAbove === 0 || (raw[node] ?? 0) > ranksAbove,
    columns: { raw: raw[node] ?? 0 },
  }));
}

const decimal = (value: number, language: string): string =>
  value.toLocaleString(language, { maximumSignificantDigits: 2 });
