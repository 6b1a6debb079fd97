import { degrees } from '../graph/graph.ts';
import { defineMetric } from './define.ts';
import { rankPeople } from './rank.ts';

/** Out-degree: how many distinct people someone replies to, mentions, reacts to or writes to. */
export const outDegree = defineMetric({
  id: 'out-degree',
  shape: 'ranking',
  unit: 'people',
  family: 'network',
  subject: 'person',
  label: { fr: 'Attention donnée (personnes)', en: 'Attention given (people)' },
  question: { fr: 'Qui va vers le plus de monde ?', en: 'Who reaches out to the most people?' },
  definition: {
    fr: 'Nombre de personnes différentes à qui cette personne a répondu ou écrit, qu’elle a mentionnées ou dont elle a salué un contenu.',
    en: 'Number of different people this person replied to, wrote to, mentioned or reacted to.',
  },
  formula: 'out(i) = |{j ≠ i : i → j}|',
  range: { fr: '0 au nombre de personnes moins 1', en: '0 to the number of people less 1' },
  nullRule: { fr: 'Jamais nul : n’aller vers personne vaut 0.', en: 'Never null: reaching out to no one is 0.' },
  reference: 'Wasserman & Faust (1994), Social Network Analysis, 5.3 (expansiveness).',
  needs: [],
  ties: 'raw',
  version: 1,
  compute: async (context) => {
    const network = await context.network();
    const given = degrees(network.directed);
    return { rows: rankPeople(network, (node) => ({ value: given[node] ?? 0 })) };
  },
});
