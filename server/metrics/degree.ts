import { degrees } from '../graph/graph.ts';
import { defineMetric } from './define.ts';
import { rankPeople } from './rank.ts';

/** Degree: the number of distinct people someone has a tie with, whatever its direction (Freeman 1978). */
export const degree = defineMetric({
  id: 'degree',
  shape: 'ranking',
  unit: 'people',
  family: 'network',
  subject: 'person',
  label: { fr: 'Nombre de contacts', en: 'Number of contacts' },
  question: { fr: 'Qui est en lien avec le plus de monde ?', en: 'Who is in touch with the most people?' },
  definition: {
    fr: 'Nombre de personnes différentes avec qui cette personne a échangé, dans un sens ou dans l’autre. Cent réponses à la même personne comptent pour un seul contact.',
    en: 'Number of different people this person has exchanged with, either way. A hundred replies to the same person are one contact.',
  },
  formula: 'degree(i) = |{j ≠ i : i → j or j → i}|',
  range: { fr: '0 au nombre de personnes moins 1', en: '0 to the number of people less 1' },
  nullRule: { fr: 'Jamais nul : une personne sans lien vaut 0.', en: 'Never null: someone without ties is 0.' },
  reference: 'Freeman (1978), Centrality in social networks: conceptual clarification, Social Networks 1.',
  needs: [],
  ties: 'raw',
  version: 1,
  compute: async (context) => {
    const network = await context.network();
    const contacts = degrees(network.undirected);
    return { rows: rankPeople(network, (node) => ({ value: contacts[node] ?? 0 })) };
  },
});
