import { expect, it } from 'vitest';
import { z } from 'zod';
import { sql } from '../../server/facts/sql.ts';
import { loadWrittenDays } from '../../server/facts/written-days.ts';
import { dayText } from '../../server/models/day-number.ts';
import { csv, openFiles } from '../support/named-network.ts';

it('holds who wrote where, communities by id, days in order, whatever the order of the files', async () => {
  const network = await openFiles({
    'communities.csv': csv('community_id,name', [
      ['two', 'Two'],
      ['quiet', 'Quiet'],
      ['one', 'One'],
    ]),
    'events.csv': csv('event_id,kind,occurred_at,actor_id,community_id', [
      ['1', 'reply', '2026-01-20T12:00:00Z', 'ann', 'two'],
      ['2', 'post', '2026-01-05T12:00:00Z', 'ben', 'two'],
      ['3', 'post', '2026-01-05T13:00:00Z', 'ben', 'two'],
      ['4', 'reply', '2026-01-08T12:00:00Z', 'ann', 'one'],
      ['5', 'reaction', '2026-01-09T12:00:00Z', 'ann', 'one'],
      ['6', 'post', '2026-01-21T12:00:00Z', 'ann', 'one'],
      ['7', 'post', '2026-01-07T12:00:00Z', 'ann', null],
    ]),
  });
  const { db } = network.snapshot;
  const Name = z.object({ name: z.string() });
  const places = await db.all(Name, sql`select name from communities order by community_id`);
  const numbers = await db.all(
    z.object({ person_id: z.string(), person: z.number() }),
    sql`select person_id, person from person_numbers`,
  );
  const nameOf = new Map(numbers.map(({ person_id, person }) => [person, network.nameOf(person_id)]));
  const { begins, day, person, posts, replies } = await loadWrittenDays(db, '2026-01-21');
  const found = Object.fromEntries(
    places.map(({ name }, place) => [
      name,
      Array.from(day.subarray(begins[place], begins[place + 1]), (on, k) => {
        const line = (begins[place] ?? 0) + k;
        return [dayText(on), nameOf.get(person[line] ?? -1), posts[line], replies[line]];
      }),
    ]),
  );
  expect(found).toEqual({
    One: [['2026-01-08', 'ann', 0, 1]],
    Quiet: [],
    Two: [
      ['2026-01-05', 'ben', 2, 0],
      ['2026-01-20', 'ann', 0, 1],
    ],
  });
  network.snapshot.close();
});
