import { degrees, type Graph, transpose } from '../graph/graph.ts';
import { defineMetric } from './define.ts';
import { rankPeople } from './rank.ts';

/** Reciprocity of a person: of those they give attention to, how many give some back. */
export const reciprocity = defineMetric({
  id: 'reciprocity',
  shape: 'ranking',
  unit: 'ratio',
  family: 'network',
  subject: 'person',
  label: { fr: 'Réciprocité', en: 'Reciprocity' },
  question: { fr: 'Qui a de vrais échanges à double sens ?', en: 'Who has exchanges that go both ways?' },
  definition: {
    fr: 'Parmi les personnes à qui quelqu’un donne de l’attention, part de celles qui lui en rendent.',
    en: 'Of the people someone gives attention to, the share who give some back.',
  },
  formula: 'r_i = |{j : i → j and j → i}| / |{j : i → j}|',
  range: { fr: '0 à 1', en: '0 to 1' },
  nullRule: {
    fr: 'Nulle pour qui ne s’adresse à personne.',
    en: 'Null for someone who gives attention to no one.',
  },
  reference: 'Wasserman & Faust (1994), Social Network Analysis, 13; edge reciprocity by person.',
  needs: [],
  ties: 'raw',
  columns: [
    { key: 'returned', label: { fr: 'Liens rendus', en: 'Ties returned' }, unit: 'people' },
    { key: 'given', label: { fr: 'Liens donnés', en: 'Ties given' }, unit: 'people' },
  ],
  version: 1,
  compute: async (context) => {
    const network = await context.network();
    const given = degrees(network.directed);
    const returned = returnedArcs(network.directed);
    return {
      rows: rankPeople(network, (node) => {
        const arcs = given[node] ?? 0;
        const back = returned[node] ?? 0;
        return { value: arcs === 0 ? null : back / arcs, columns: { returned: back, given: arcs } };
      }),
    };
  },
});

/** Arcs of each person that have an arc the other way. Both rows are sorted by target: one pass over each. */
function returnedArcs(graph: Graph): Uint32Array {
  const back = transpose(graph);
  return Uint32Array.from({ length: graph.n }, (_, v) => {
    const incoming = back.targets.subarray(back.offsets[v], back.offsets[v + 1]);
    let count = 0;
    let at = 0;
    for (const target of graph.targets.subarray(graph.offsets[v], graph.offsets[v + 1])) {
      while (at < incoming.length && (incoming[at] ?? 0) < target) at++;
      if (incoming[at] === target) count++;
    }
    return count;
  });
}
