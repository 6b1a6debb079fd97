import { kCore as kernel } from '../graph/k-core.ts';
import { defineMetric } from './define.ts';
import { rankPeople } from './rank.ts';

/** Core number: how deep in the dense heart of the network someone stands (Seidman 1983). */
export const kCore = defineMetric({
  id: 'k-core',
  shape: 'ranking',
  unit: 'count',
  family: 'network',
  subject: 'person',
  label: { fr: 'Noyau (k-core)', en: 'Core (k-core)' },
  question: { fr: 'Qui fait partie du cœur du réseau ?', en: 'Who belongs to the heart of the network?' },
  definition: {
    fr: 'Le plus grand k tel que la personne appartient à un groupe où chacun a au moins k contacts dans le groupe. Une vedette entourée d’isolés reste à 1.',
    en: 'The largest k such that the person belongs to a group where everyone has at least k contacts inside it. A star among isolates stays at 1.',
  },
  formula: 'core(i) = max {k : i ∈ H, every member of H has ≥ k contacts in H}',
  range: { fr: '0 au nombre de contacts', en: '0 to the number of contacts' },
  nullRule: { fr: 'Jamais nul : une personne sans lien vaut 0.', en: 'Never null: someone without ties is 0.' },
  reference: 'Seidman (1983), Social Networks 5; Batagelj & Zaveršnik (2003), arXiv:cs/0310049.',
  needs: [],
  ties: 'raw',
  version: 1,
  compute: async (context) => {
    const network = await context.network();
    const core = kernel(network.undirected);
    return { rows: rankPeople(network, (node) => ({ value: core[node] ?? 0 })) };
  },
});
