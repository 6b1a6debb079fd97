import { orNull } from '../graph/graph.ts';
import { defineMetric } from './define.ts';
import { rankPeople } from './rank.ts';

/** Effective size: someone's contacts less their redundancy (Burt 1992), with its share of all contacts. */
export const effectiveSize = defineMetric({
  id: 'effective-size',
  shape: 'ranking',
  unit: 'index',
  family: 'network',
  subject: 'person',
  label: { fr: 'Taille utile du réseau', en: 'Effective size' },
  question: { fr: 'Qui relie le plus de cercles différents ?', en: 'Who joins the most separate circles?' },
  definition: {
    fr: 'Nombre de contacts, moins ceux qui font double emploi parce qu’ils se connaissent entre eux. L’efficacité est la part des contacts qui n’est pas redondante.',
    en: 'Number of contacts, less those that are redundant because they know one another. Efficiency is the share of contacts that is not redundant.',
  },
  formula: 'e_i = Σ_j (1 - Σ_q p_iq m_jq / max_k m_jk); efficiency = e_i / contacts',
  range: { fr: '1 au nombre de contacts ; efficacité 0 à 1', en: '1 to the number of contacts; efficiency 0 to 1' },
  nullRule: { fr: 'Nulle pour une personne sans lien.', en: 'Null for someone without ties.' },
  reference: 'Burt (1992), Structural Holes; for unweighted ties it is k - 2t/k: Borgatti (1997), Connections 20(1).',
  needs: [],
  ties: 'raw',
  columns: [{ key: 'efficiency', label: { fr: 'Efficacité', en: 'Efficiency' }, unit: 'ratio' }],
  version: 1,
  compute: async (context) => {
    const network = await context.network();
    const measured = await context.kernel('burt', network.undirected);
    return {
      rows: rankPeople(network, (node) => ({
        value: orNull(measured.effectiveSize[node]),
        columns: { efficiency: orNull(measured.efficiency[node]) },
      })),
    };
  },
});
