import type { Text } from '../contract/text.ts';
import { loadStays } from '../facts/group-stays.ts';
import { departmentGroups } from '../facts/network.ts';
import { writtenGraph } from '../facts/written-graph.ts';
import { brokerage } from '../graph/brokerage.ts';
import { degrees, type Graph, transpose } from '../graph/graph.ts';
import { defineMetric } from './define.ts';
import { departmentCoverage } from './department-coverage.ts';
import { rankPeople } from './rank.ts';

/** More chains of two ties than this take minutes to go through. */
const chainLimit = 5e9;

const roles = ['coordinator', 'itinerant', 'representative', 'gatekeeper', 'liaison'] as const;

/** Brokerage roles: in what way someone stands between two others, by their departments (Gould & Fernandez 1989). */
export const brokerageRoles = defineMetric({
  id: 'brokerage-roles',
  shape: 'ranking',
  unit: 'count',
  family: 'departments',
  subject: 'person',
  label: { fr: 'Rôles de relais', en: 'Brokerage roles' },
  question: {
    fr: 'Qui fait entrer, sortir ou circuler entre les services ?',
    en: 'Who brings matters in, carries them out or passes them on between departments?',
  },
  definition: {
    fr: 'Nombre de fois où la personne relie deux autres qui ne s’écrivent pas : la première lui a écrit, elle a écrit à la seconde. Coordination : les trois du même service ; itinérance : les deux autres d’un même service, pas le sien ; représentation : du sien vers un autre ; accueil : d’un autre vers le sien ; liaison : trois services. Réponses, mentions et messages, jamais les réactions. Ne figurent que les personnes qui relient.',
    en: 'How often the person connects two others who do not write to each other: the first wrote to them, they wrote to the second. Coordinator: all three of one department; itinerant: the two others of one department, not theirs; representative: from theirs to another; gatekeeper: from another to theirs; liaison: three departments. Replies, mentions and messages, never reactions. Only people who connect others are listed.',
  },
  formula: 'Σ over i → j → k, i ≠ k, no i → k, by the departments of i, j, k',
  range: { fr: '1 au nombre de couples', en: '1 to the number of pairs' },
  nullRule: {
    fr: 'Jamais nul. Les personnes sans service connu ne relient ni ne sont reliées ; sous 50 % de services connus, rien n’est affiché.',
    en: 'Never null. People without a known department neither connect nor are connected; with fewer than 50% of departments known nothing is shown.',
  },
  reference: 'Gould & Fernandez (1989), Sociological Methodology 19.',
  needs: ['departments'],
  columns: [
    { key: 'coordinator', label: { fr: 'Coordination', en: 'Coordinator' }, unit: 'count' },
    { key: 'itinerant', label: { fr: 'Itinérance', en: 'Itinerant' }, unit: 'count' },
    { key: 'representative', label: { fr: 'Représentation', en: 'Representative' }, unit: 'count' },
    { key: 'gatekeeper', label: { fr: 'Accueil', en: 'Gatekeeper' }, unit: 'count' },
    { key: 'liaison', label: { fr: 'Mise en liaison', en: 'Liaison' }, unit: 'count' },
  ],
  version: 1,
  compute: async (context) => {
    const { snapshot, filter } = context;
    const network = await context.network();
    const { reason, warnings } = departmentCoverage(network);
    if (reason !== null) return { rows: [], reason };
    const stays = await loadStays(snapshot.db, filter, 'department', network.people.length);
    const graph = await writtenGraph(snapshot.db, network.people.length, filter);
    if (chains(graph) > chainLimit) return { rows: [], reason: tooLarge };
    const counts = brokerage(graph, departmentGroups(network));
    const rows = rankPeople(network, (node) => {
      const own = Object.fromEntries(roles.map((role) => [role, counts[role][node] ?? 0]));
      const value = Object.values(own).reduce((sum, count) => sum + count, 0);
      return value === 0 ? null : { value, columns: own };
    });
    return { rows, warnings: [...warnings, ...(stays.length > 0 ? [moved] : [])] };
  },
});

const moved: Text = {
  fr: 'Des personnes ont changé de service pendant la période : chacune compte ici pour le dernier.',
  en: 'Some people changed department during the period: each counts here for the last one.',
};

const tooLarge = {
  code: 'too_large',
  sentence: {
    fr: 'Ce réseau est trop grand pour compter les relais : choisissez une communauté ou une période plus courte.',
    en: 'This network is too large to count brokers: choose a community or a shorter period.',
  },
};

/** Chains i → j → k: what the count goes through. */
function chains(graph: Graph): number {
  const out = degrees(graph);
  return degrees(transpose(graph)).reduce((sum, into, node) => sum + into * (out[node] ?? 0), 0);
}
