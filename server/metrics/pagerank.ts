import { networkWarning } from '../backtest/network-values.ts';
import { defineMetric } from './define.ts';
import { rankPeople } from './rank.ts';

/** PageRank: attention from people who get attention (Brin & Page 1998). */
export const pagerank = defineMetric({
  id: 'pagerank',
  shape: 'ranking',
  unit: 'share',
  family: 'network',
  subject: 'person',
  label: { fr: 'Influence (PageRank)', en: 'Influence (PageRank)' },
  question: {
    fr: 'Qui reçoit l’attention de ceux qu’on écoute ?',
    en: 'Who gets attention from people who get attention?',
  },
  definition: {
    fr: 'Part de l’attention du réseau qui aboutit à cette personne : chacun transmet la sienne à ceux à qui il répond, en proportion de la force de ses liens. Être suivi par des personnes elles-mêmes suivies compte davantage.',
    en: 'Share of the network’s attention that ends with this person: everyone passes theirs on to those they respond to, in proportion to the strength of the ties. Being followed by people who are followed counts for more.',
  },
  formula: 'x_j = (1 - c)/n + c (Σ_i x_i s_ij / S_i + D/n), c = 0.85, D = Σ of x_i over people without outgoing ties',
  range: { fr: '0 à 1 ; la somme vaut 1', en: '0 to 1; values add up to 1' },
  nullRule: {
    fr: 'Jamais nul : une personne sans lien reçoit la part minimale.',
    en: 'Never null: someone without ties gets the least share.',
  },
  reference: 'Brin & Page (1998), The anatomy of a large-scale hypertextual Web search engine.',
  needs: [],
  ties: 'strength',
  version: 1,
  compute: async (context) => {
    const network = await context.network();
    const { values, converged, iterations } = await context.kernel('pagerank', {
      graph: network.directed,
      options: {},
    });
    return {
      rows: rankPeople(network, (node) => ({ value: values[node] ?? 0 })),
      warnings: converged
        ? await networkWarning(context.snapshot, context.filter, 'pagerank')
        : [
            {
              fr: `Le calcul n’a pas convergé en ${iterations} tours : les derniers chiffres peuvent changer.`,
              en: `The computation did not converge in ${iterations} rounds: the last digits may change.`,
            },
          ],
    };
  },
});
