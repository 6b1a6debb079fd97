import type { Cell, Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { departmentGroups, type Network, withinScope } from '../facts/network.ts';
import { bridges } from '../graph/bridges.ts';
import { clustering } from '../graph/clustering.ts';
import { components } from '../graph/components.ts';
import { drawOrigins } from '../graph/distances.ts';
import { eiIndex } from '../graph/ei-index.ts';
import { arcCount, degrees, edgeCount } from '../graph/graph.ts';
import { mixing } from '../graph/mixing.ts';
import { modularity } from '../graph/modularity.ts';
import { reciprocity, reciprocityOver } from '../graph/reciprocity.ts';
import { strongComponents } from '../graph/strong-components.ts';
import { type Context, defineMetric } from './define.ts';
import { departmentCoverage } from './department-coverage.ts';

/** Up to this number of people × arcs, distances between all pairs take seconds. */
const distanceLimit = 2e9;
/**
 * People whose distances are measured beyond it: the share of the pairs within any distance is then right to 3 points in
 * 95 samples of 100 (Hoeffding 1963: √(ln 40 ÷ 4096)).
 */
const sampledPeople = 2048;

/** The network in figures, one row per figure. */
export const networkSummary = defineMetric({
  id: 'network-summary',
  shape: 'summary',
  unit: 'index',
  family: 'network',
  label: { fr: 'Le réseau en chiffres', en: 'The network in figures' },
  question: { fr: 'À quoi ressemble le réseau dans son ensemble ?', en: 'What does the network look like as a whole?' },
  definition: {
    fr: 'Personnes, liens, groupes reliés, entre-soi, distances, réciprocité, points de passage obligés et liens entre services. Avec un service, uniquement les personnes de ce service et les liens entre elles. Un lien compte pour les services de son jour.',
    en: 'People, ties, connected groups, clustering, distances, reciprocity, passages without a way round and ties across departments. With a department, only its people and the ties between them. A tie counts for the departments of its day.',
  },
  formula:
    'clustering_mean = mean of C_i (0 below two contacts); transitivity = 3 triangles / wedges; closed_fraction = triangles / (triangles + open wedges); ei_index = (across - within) / (across + within)',
  range: { fr: 'Selon la ligne', en: 'Depends on the row' },
  nullRule: {
    fr: `Les lignes sur les services sont vides quand les services ne sont pas connus ; les parts, quand rien n’est à partager ; le diamètre, quand personnes × liens passe un milliard : les autres distances sont alors mesurées à partir de ${sampledPeople.toLocaleString('fr')} personnes tirées au sort.`,
    en: `The rows about departments are empty when departments are not known; shares, when there is nothing to share; the diameter, when people × ties exceeds a billion: other distances are then measured from ${sampledPeople.toLocaleString('en')} people drawn at random.`,
  },
  reference:
    'Watts & Strogatz (1998), Nature 393; Leskovec, Kleinberg & Faloutsos (2007), ACM TKDD 1 (effective diameter); Hopcroft & Tarjan (1973) (articulation points, bridges); Krackhardt & Stern (1988).',
  needs: [],
  ties: 'raw',
  version: 4,
  compute: async (context) => {
    const network = withinScope(await context.network());
    const dated = withinScope(await context.departmentNetwork());
    const coverage = departmentCoverage(dated);
    const hasDepartments = context.snapshot.capabilities.includes('departments');
    const shape = await figures(network, context);
    const rows = { ...shape.figures, ...departments(hasDepartments && coverage.reason === null ? dated : null) };
    return {
      rows: Object.entries(rows).map(([key, value]): Row => ({ key, value })),
      warnings: [
        ...shape.warnings,
        ...(hasDepartments && coverage.reason !== null ? [coverage.reason.sentence] : coverage.warnings),
      ],
    };
  },
});

async function figures(
  network: Network,
  context: Context,
): Promise<{ figures: Record<string, Cell>; warnings: Text[] }> {
  const { directed, undirected } = network;
  const connected = components(undirected);
  const closure = clustering(undirected, await context.kernel('triangles', undirected));
  const isFeasible = undirected.n * arcCount(undirected) <= distanceLimit;
  const origins = isFeasible ? {} : { origins: drawOrigins(undirected, sampledPeople, 1998) };
  const far = await context.kernel('distances', { graph: undirected, isSymmetric: true, ...origins });
  // Ties that fade also grow from threads in common, without an arc either way.
  const returned = network.mode === 'strength' ? reciprocity(directed) : reciprocityOver(directed, undirected);
  const weak = bridges(undirected);
  return {
    figures: {
      people: network.people.length,
      isolates: degrees(undirected).filter((contacts) => contacts === 0).length,
      directed_ties: arcCount(directed),
      undirected_ties: edgeCount(undirected),
      self_loops: network.selfLoops,
      components: connected.count,
      strong_components: strongComponents(directed).count,
      largest_component_people: connected.largest,
      triangles: closure.triangles,
      clustering_mean: closure.mean,
      transitivity: closure.transitivity ?? (network.people.length === 0 ? null : 0),
      closed_fraction: closure.closedFraction,
      diameter: isFeasible ? far.diameter : null,
      effective_diameter_90: far.effectiveDiameter90,
      reciprocity_arcs: returned.arcs,
      reciprocity_dyads: returned.dyads,
      articulation_points: weak.articulation.reduce((sum, flag) => sum + flag, 0),
      bridges: weak.bridges.length,
    },
    warnings: isFeasible ? [] : [sampledDistances],
  };
}

const sampledDistances: Text = {
  fr: `Grand réseau : les distances sont mesurées à partir de ${sampledPeople.toLocaleString('fr')} personnes tirées au sort vers toutes les autres, les parts à 3 points près. La plus longue distance n’est pas donnée.`,
  en: `Large network: distances are measured from ${sampledPeople.toLocaleString('en')} people drawn at random to all others, shares within 3 points. The longest distance is not given.`,
};

function departments(network: Network | null): Record<string, Cell> {
  const groups = network === null ? null : departmentGroups(network);
  const balance = network === null || groups === null ? null : eiIndex(network.undirected, groups);
  const count = groups?.count ?? null;
  return {
    ei_index: balance?.index ?? null,
    ei_expected: balance?.expected ?? null,
    ties_across: balance?.external ?? null,
    ties_within: balance?.internal ?? null,
    modularity: network === null || groups === null ? null : modularity(network.undirected, groups).modularity,
    departments: count,
    department_pairs: count === null ? null : (count * (count - 1)) / 2,
    department_pairs_with_ties: network === null ? null : pairsWithTies(network),
  };
}

function pairsWithTies(network: Network): number {
  const { matrix, count } = mixing(network.undirected, departmentGroups(network));
  let pairs = 0;
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) if ((matrix[a * count + b] ?? 0) > 0) pairs++;
  }
  return pairs;
}
