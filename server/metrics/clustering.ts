import { clustering as kernel } from '../graph/clustering.ts';
import { defineMetric } from './define.ts';
import { rankPeople } from './rank.ts';

/** Local clustering: how many of someone's contacts know each other (Watts & Strogatz 1998). */
export const clustering = defineMetric({
  id: 'clustering',
  shape: 'ranking',
  unit: 'ratio',
  family: 'network',
  subject: 'person',
  label: { fr: 'Entre-soi des contacts', en: 'Clustering' },
  question: { fr: 'Chez qui les contacts se connaissent-ils ?', en: 'Whose contacts know each other?' },
  definition: {
    fr: 'Part des paires de contacts d’une personne qui sont elles-mêmes en lien. À 1, tous ses contacts se connaissent.',
    en: 'Share of the pairs of someone’s contacts that have a tie themselves. At 1, all of them know each other.',
  },
  formula: 'C_i = triangles(i) / (k_i (k_i - 1) / 2)',
  range: { fr: '0 à 1', en: '0 to 1' },
  nullRule: {
    fr: 'Jamais nul : avec moins de deux contacts, la valeur est 0.',
    en: 'Never null: with fewer than two contacts the value is 0.',
  },
  reference: 'Watts & Strogatz (1998), Nature 393.',
  needs: [],
  ties: 'raw',
  version: 1,
  compute: async (context) => {
    const network = await context.network();
    const { local } = kernel(network.undirected, await context.kernel('triangles', network.undirected));
    return { rows: rankPeople(network, (node) => ({ value: local[node] ?? 0 })) };
  },
});
