import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { indicesByNumber } from '../../server/facts/indices-by-number.ts';
import { sql } from '../../server/facts/sql.ts';
import { csv, type NamedNetwork, openFiles } from '../support/named-network.ts';

let network: NamedNetwork;
afterAll(() => network.snapshot.close());

beforeAll(async () => {
  network = await openFiles({
    'people.csv': csv('person_id,kind', [
      ...['a', 'b', 'c'].map((who) => [who, 'human'] as const),
      ['robot', 'service'],
    ]),
    'communities.csv': csv('community_id,name,type', [
      ['one', 'One', 'interest'],
      ['quiet', 'Quiet', 'interest'],
      ['two', 'Two', 'interest'],
    ]),
    'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,community_id', [
      ['e1', 'post', '2026-01-05T09:00:00Z', 'c', '', 'two'],
      ['e2', 'post', '2026-01-06T09:00:00Z', 'robot', '', 'one'],
      ['e3', 'mention', '2026-01-07T09:00:00Z', 'a', 'b', ''],
    ]),
  });
});

it('numbers lead to places in the lists of ids, in their order', async () => {
  const { db } = network.snapshot;
  const indices = await indicesByNumber(db, { to: null, community: null });
  expect([indices.people, indices.communities]).toEqual([3, 3]);
  const Known = z.object({ id: z.string(), number: z.number(), kind: z.string() });
  const people = await db.all(
    Known,
    sql`select distinct person_id as id, person as number, kind from people join person_numbers using (person_id)
        order by id`,
  );
  const humans = people.filter(({ kind }) => kind === 'human');
  expect(humans.map(({ number }) => indices.person(number))).toEqual([0, 1, 2]);
  const others = people.filter(({ kind }) => kind !== 'human').map(({ number }) => indices.person(number));
  expect(others).toEqual([-1]);
  expect(indices.person(1_000_000)).toBe(-1);
  const communities = await db.all(
    z.object({ place: z.number(), number: z.number() }),
    sql`select n.community as number, (row_number() over (order by community_id) - 1)::integer as place
        from communities join community_numbers n using (community_id)`,
  );
  expect(communities.length).toBeGreaterThan(0);
  expect(communities.map(({ number }) => indices.community(number))).toEqual(communities.map(({ place }) => place));
  expect(indices.community(-1)).toBe(-1);
});
