import { expect, it } from 'vitest';
import { z } from 'zod';
import { sql } from '../../server/facts/sql.ts';
import { loadEmployment } from '../../server/metrics/employment.ts';
import { dayNumber } from '../../server/models/day-number.ts';
import { csv, openFiles } from '../support/named-network.ts';

it('tells who worked there on a day, in a department or in any', async () => {
  const network = await openFiles({
    'people.csv': csv('person_id,department,affiliation,kind,joined_on,left_on,valid_from,valid_to', [
      ['always', 'A', 'internal', 'human', null, null, null, null],
      ['leaver', 'A', 'internal', 'human', '2026-02-01', '2026-04-01', null, null],
      ['mover', 'A', 'internal', 'human', null, null, null, '2026-03-01'],
      ['mover', 'B', 'internal', 'human', null, null, '2026-03-01', null],
      ['guest', 'A', 'external', 'human', null, null, null, null],
      ['bot', 'A', 'internal', 'service', null, null, null, null],
    ]),
    'events.csv': csv('event_id,kind,occurred_at,actor_id', [['1', 'post', '2026-01-05T12:00:00Z', 'always']]),
  });
  const numbers = await network.snapshot.db.all(
    z.object({ person_id: z.string(), person: z.number() }),
    sql`select person_id, person from person_numbers`,
  );
  const nameOf = new Map(numbers.map(({ person_id, person }) => [person, network.nameOf(person_id)]));
  const employedOn = async (department: string | null, day: string) => {
    const employment = await loadEmployment(network.snapshot.db, department);
    // Asked twice, in case the first answer left marks.
    employment.on(dayNumber('2026-03-15'));
    return Array.from(employment.on(dayNumber(day)), (person) => nameOf.get(person) ?? '').sort();
  };
  expect(await employedOn(null, '2026-01-31')).toEqual(['always', 'mover']);
  expect(await employedOn(null, '2026-02-01')).toEqual(['always', 'leaver', 'mover']);
  expect(await employedOn(null, '2026-04-01')).toEqual(['always', 'mover']);
  expect(await employedOn('A', '2026-02-28')).toEqual(['always', 'leaver', 'mover']);
  expect(await employedOn('A', '2026-03-01')).toEqual(['always', 'leaver']);
  expect(await employedOn('B', '2026-03-01')).toEqual(['mover']);
  network.snapshot.close();
});
