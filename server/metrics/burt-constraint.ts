import { orNull } from '../graph/graph.ts';
import { defineMetric } from './define.ts';
import { rankPeople } from './rank.ts';

/** Burt's constraint: how far someone's contacts lead back to one another (Burt 1992). */
export const burtConstraint = defineMetric({
  id: 'burt-constraint',
  shape: 'ranking',
  unit: 'index',
  family: 'network',
  subject: 'person',
  label: { fr: 'Contrainte (Burt)', en: 'Constraint (Burt)' },
  question: { fr: 'Qui tourne dans un cercle fermé ?', en: 'Who moves in a closed circle?' },
  definition: {
    fr: 'À quel point les contacts d’une personne se connaissent entre eux. Faible : elle relie des cercles séparés et voit passer des nouvelles différentes. Forte : tout son réseau sait la même chose.',
    en: 'How far someone’s contacts know one another. Low: they join separate circles and hear different news. High: the whole of their network knows the same things.',
  },
  formula: 'c_i = Σ_j (p_ij + Σ_q p_iq p_qj)², p_ij = share of the ties of i that go to j',
  range: {
    fr: 'Au-dessus de 0 ; peut dépasser 1 dans un très petit cercle. Le rang 1 est la contrainte la plus forte.',
    en: 'Above 0; may exceed 1 in a very small circle. Rank 1 is the strongest constraint.',
  },
  nullRule: { fr: 'Nulle pour une personne sans lien.', en: 'Null for someone without ties.' },
  reference: 'Burt (1992), Structural Holes, Harvard University Press.',
  needs: [],
  ties: 'raw',
  version: 1,
  compute: async (context) => {
    const network = await context.network();
    const { constraint } = await context.kernel('burt', network.undirected);
    return { rows: rankPeople(network, (node) => ({ value: orNull(constraint[node]) })) };
  },
});
