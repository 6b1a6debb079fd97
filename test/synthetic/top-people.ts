import { answer } from '../../server/answer.ts';
import type { Row } from '../../server/contract/results.ts';
import type { Snapshot } from '../../server/facts/open.ts';
import { pagerank } from '../../server/metrics/pagerank.ts';
import { ambassadors } from '../../server/scores/ambassadors.ts';
import type { House, HouseEvent } from './house.ts';
import { openHouse, personId } from './open-house.ts';

/** The ids of the first 25 of a ranking. */
type Top = readonly string[];

const places = 25;
const steward = { identities: null, unsuppressed: true } as const;

const firstOf = (rows: readonly Row[]): Top =>
  [...rows]
    .sort((a, b) => Number(b.value) - Number(a.value) || (String(a.subject_id) < String(b.subject_id) ? -1 : 1))
    .slice(0, places)
    .map((row) => String(row.subject_id));

/** Who comes first by how often `of` names them. */
function byCount({ events }: House, of: (event: HouseEvent) => readonly (number | null)[]): Top {
  const counts = new Map<number, number>();
  for (const event of events) {
    for (const person of of(event)) if (person !== null) counts.set(person, (counts.get(person) ?? 0) + 1);
  }
  return firstOf([...counts].map(([person, value]) => ({ subject_id: personId(person), value })));
}

/** Rankings that the score is compared with, by counting and by the product's own PageRank. */
export const rivals: Readonly<Record<string, (house: House, snapshot: Snapshot) => Promise<Top>>> = {
  posts: async (house) => byCount(house, ({ kind, actor }) => (kind === 'post' ? [actor] : [])),
  'all interactions': async (house) => byCount(house, ({ actor, target }) => [actor, target]),
  'responses received': async (house) => byCount(house, ({ target }) => [target]),
  'PageRank, raw counts': async (_, snapshot) =>
    firstOf((await answer(pagerank, snapshot, { ties: 'counts' }, steward)).rows),
  'PageRank, capped ties': async (_, snapshot) => firstOf((await answer(pagerank, snapshot, {}, steward)).rows),
};

/** What the score of ambassadors says of a house: its first 25, and those in tiers A and B without a reserve. */
export async function candidatesOf(snapshot: Snapshot): Promise<{ first: Top; proposed: Top }> {
  const { rows } = await answer(ambassadors, snapshot, {}, steward);
  return {
    first: firstOf(rows),
    proposed: rows.filter(({ tier, status }) => tier !== 'C' && status === null).map((row) => String(row.subject_id)),
  };
}

/** How many of `people` are among `ids`. */
export function among(ids: Top, people: readonly number[]): number {
  const named = new Set(ids);
  return people.filter((person) => named.has(personId(person))).length;
}

/** Share of the first 25 that are `people`. */
export const precision = (ids: Top, people: readonly number[]): number => among(ids, people) / places;

/** Asks something of a house as a published snapshot, and closes it. */
export async function asked<T>(house: House, ask: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const snapshot = await openHouse(house);
  try {
    return await ask(snapshot);
  } finally {
    snapshot.close();
  }
}
