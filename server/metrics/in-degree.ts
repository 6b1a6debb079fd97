import { degrees, transpose } from '../graph/graph.ts';
import { defineMetric } from './define.ts';
import { rankPeople } from './rank.ts';

/** In-degree: how many distinct people reply to, mention, react to or write to someone. */
export const inDegree = defineMetric({
  id: 'in-degree',
  shape: 'ranking',
  unit: 'people',
  family: 'network',
  subject: 'person',
  label: { fr: 'Attention reçue (personnes)', en: 'Attention received (people)' },
  question: { fr: 'À qui répond-on le plus largement ?', en: 'Who do the most people respond to?' },
  definition: {
    fr: 'Nombre de personnes différentes qui ont répondu à cette personne, l’ont mentionnée, ont réagi à ses contenus ou lui ont écrit.',
    en: 'Number of different people who replied to, mentioned, reacted to or wrote to this person.',
  },
  formula: 'in(j) = |{i ≠ j : i → j}|',
  range: { fr: '0 au nombre de personnes moins 1', en: '0 to the number of people less 1' },
  nullRule: { fr: 'Jamais nul : personne à l’écoute vaut 0.', en: 'Never null: no one responding is 0.' },
  reference: 'Wasserman & Faust (1994), Social Network Analysis, 5.3 (prestige).',
  needs: [],
  ties: 'raw',
  version: 1,
  compute: async (context) => {
    const network = await context.network();
    const received = degrees(transpose(network.directed));
    return { rows: rankPeople(network, (node) => ({ value: received[node] ?? 0 })) };
  },
});
