import type { ResolvedFilter } from '../contract/filters.ts';
import type { Text } from '../contract/text.ts';
import { type TieParameters, tieParameters } from '../contract/tie-parameters.ts';
import { saturated, withShared } from '../facts/network.ts';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { numberedPeople, stableSum } from '../facts/tie-events.ts';
import { evidence, sharedThreadEvidence } from '../facts/tie-strength.ts';
import { buildDirected, type Graph, strengths } from '../graph/graph.ts';
import { pagerank } from '../graph/pagerank.ts';
import { tieParametersOf } from './half-life.ts';
import { type ListValues, weightIds, weightWarning } from './tie-variants.ts';

/** Evidence of each pair by kind, every weight at 1: whatever the weights, ties are sums of it. */
interface Parts {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly kinds: readonly Float64Array[];
}

/** Kinds of responses, in the order of `Parts.kinds`, with their weights. */
const responses = ['reply_weight', 'mention_weight', 'reaction_weight', 'message_weight'] as const;

/**
 * Strength of ties and PageRank of everyone in the network under a filter, under any parameters. The evidence is asked of
 * the data once for each half-life and set of caps; weights only add it up otherwise.
 */
export async function networkValues(
  snapshot: Snapshot,
  filter: ResolvedFilter,
): Promise<{ readonly strength: ListValues; readonly pagerank: ListValues }> {
  const [count] = await snapshot.db.columns(1, sql`select count(*) from (${numberedPeople(filter)})`);
  const people = count?.[0] ?? 0;
  const given = remembered((parameters) => loadGiven(snapshot, filter, parameters));
  const shared = remembered((parameters) => loadShared(snapshot, filter, parameters));
  const directed = async (parameters: TieParameters): Promise<Graph> => {
    const { from, to, kinds } = await given(parameters, givenKey(parameters));
    const total = Float64Array.from(from, (_, k) =>
      responses.reduce((sum, id, at) => sum + parameters[id] * (kinds[at]?.[k] ?? 0), 0),
    );
    return buildDirected(people, from, to, total);
  };
  return {
    pagerank: async (parameters) => pagerank(saturated(await directed(parameters))).values,
    strength: async (parameters) => {
      const [one, other, weight] = await shared(parameters, sharedKey(parameters));
      const scaled = weight.map((value) => value * parameters.shared_thread_weight);
      return strengths(saturated(withShared(await directed(parameters), one, other, scaled)));
    },
  };
}

/** What a list of the network says when its top depends on the weights; nothing where the ties have none. */
export async function networkWarning(
  snapshot: Snapshot,
  filter: ResolvedFilter,
  list: 'strength' | 'pagerank',
): Promise<Text[]> {
  if (filter.ties !== 'strength') return [];
  const parameters = filter.to === null ? tieParameters : await tieParametersOf(snapshot);
  return await weightWarning(
    (await networkValues(snapshot, filter))[list],
    parameters,
    list === 'pagerank' ? responses : weightIds,
  );
}

const givenKey = (p: TieParameters): string =>
  [p.half_life_days, p.replies_per_thread, p.mentions_per_thread, p.reactions_per_thread, p.reactions_per_week].join();

const sharedKey = (p: TieParameters): string => [p.half_life_days, p.shared_thread_people].join();

/** Asks once for each key. */
function remembered<T>(load: (parameters: TieParameters) => Promise<T>) {
  const known = new Map<string, Promise<T>>();
  return (parameters: TieParameters, key: string): Promise<T> => {
    const found = known.get(key) ?? load(parameters);
    known.set(key, found);
    return found;
  };
}

async function loadGiven(snapshot: Snapshot, filter: ResolvedFilter, parameters: TieParameters): Promise<Parts> {
  const units = { ...parameters, reply_weight: 1, mention_weight: 1, reaction_weight: 1, message_weight: 1 };
  const of = (kind: string) => sql`coalesce(${stableSum(sql`case when kind = ${kind} then w else 0 end`)}, 0)`;
  const [from = none, to = none, ...kinds] = await snapshot.db.columns(
    6,
    sql`
      with ${evidence(snapshot.time_zone, filter, units)}
      select i, j, ${of('reply')}, ${of('mention')}, ${of('reaction')}, ${of('message')}
      from weighted group by i, j`,
  );
  return { from: Uint32Array.from(from), to: Uint32Array.from(to), kinds };
}

async function loadShared(snapshot: Snapshot, filter: ResolvedFilter, parameters: TieParameters) {
  const [one = none, other = none, weight = none] = await snapshot.db.columns(
    3,
    sharedThreadEvidence(snapshot.time_zone, filter, { ...parameters, shared_thread_weight: 1 }),
  );
  return [one, other, weight] as const;
}

const none = new Float64Array(0);
