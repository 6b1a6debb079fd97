import { collectiveInfluence as kernel } from '../graph/collective-influence.ts';
import { distances } from '../graph/distances.ts';
import { arcCount, type Graph } from '../graph/graph.ts';
import { defineMetric } from './define.ts';
import { rankPeople } from './rank.ts';

/** Networks of this diameter or more are wide enough to look two steps away. */
const wideFrom = 5;
/** People × ties beyond which the diameter is not measured: so large a network is wide. */
const distanceLimit = 2e11;

/** Collective influence: whose departure would break the network apart (Morone & Makse 2015). */
export const collectiveInfluence = defineMetric({
  id: 'collective-influence',
  shape: 'ranking',
  unit: 'count',
  family: 'network',
  subject: 'person',
  label: { fr: 'Influence collective', en: 'Collective influence' },
  question: {
    fr: 'De qui dépend que le réseau tienne ensemble ?',
    en: 'On whom does it depend that the network holds together?',
  },
  definition: {
    fr: 'Contacts de la personne, multipliés par ceux des personnes à deux pas d’elle (à un pas dans un réseau étroit) : élevée pour qui relie des personnes elles-mêmes très reliées, même avec peu de contacts. Les premiers de la liste sont ceux dont le départ ferait éclater le réseau le plus vite.',
    en: 'Contacts of the person, multiplied by those of the people two steps away (one step in a narrow network): high for who connects people who are well connected themselves, even with few contacts. The first of the list are those whose departure would break the network apart soonest.',
  },
  formula: 'CI(i) = (k_i − 1) Σ_{j at distance l} (k_j − 1); l = 2 when the diameter is at least 5, else 1',
  range: { fr: '0 à plusieurs millions', en: '0 to several millions' },
  nullRule: {
    fr: 'Jamais nulle : une personne d’un seul contact ou sans contact vaut 0.',
    en: 'Never null: someone with one contact or none is 0.',
  },
  reference:
    'Morone & Makse (2015), Influence maximization in complex networks through optimal percolation, Nature 524.',
  needs: [],
  ties: 'raw',
  version: 1,
  compute: async (context) => {
    const network = await context.network();
    const steps = stepsFor(network.undirected);
    const influence = kernel(network.undirected, steps);
    return {
      rows: rankPeople(network, (node) => ({ value: influence[node] ?? 0 })),
      warnings: [
        steps === 2
          ? { fr: 'Mesurée à deux pas.', en: 'Measured at two steps.' }
          : {
              fr: 'Réseau étroit : mesurée à un pas.',
              en: 'Narrow network: measured at one step.',
            },
      ],
    };
  },
});

function stepsFor(graph: Graph): 1 | 2 {
  if (graph.n * arcCount(graph) > distanceLimit) return 2;
  return (distances(graph).diameter ?? 0) >= wideFrom ? 2 : 1;
}
