import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { sql } from '../../server/facts/sql.ts';
import { loadCommunityMembers } from '../../server/metrics/community-members.ts';
import { loadDepartments } from '../../server/metrics/department-mixes.ts';
import { dayNumber } from '../../server/models/day-number.ts';
import { csv, type NamedNetwork, openFiles } from '../support/named-network.ts';

let network: NamedNetwork;
const numberOf = new Map<string, number>();
beforeAll(async () => {
  network = await openFiles({
    'people.csv': csv('person_id,department,affiliation,kind,left_on,valid_from,valid_to', [
      ['ann', 'A', 'internal', 'human', null, null, null],
      ['mover', 'B', 'internal', 'human', null, '2026-02-01', '2026-03-01'],
      ['mover', 'A', 'internal', 'human', null, '2026-03-01', null],
      ['stray', null, 'internal', 'human', null, null, null],
      ['guest', 'A', 'external', 'human', null, null, null],
      ['old', 'C', 'internal', 'human', '2026-01-02', null, '2026-01-02'],
      ['old', 'B', 'internal', 'human', '2026-01-02', '2026-01-02', null],
      ['bot', 'A', 'internal', 'service', null, null, null],
    ]),
    'communities.csv': csv('community_id,name', [['one', 'One']]),
    'memberships.csv': csv('community_id,person_id,valid_from,valid_to', [
      ['one', 'ann', null, null],
      // Twice a member, and once.
      ['one', 'mover', null, '2026-01-15'],
      ['one', 'mover', '2026-02-01', null],
      ['one', 'stray', '2026-05-01', null],
      ['one', 'guest', null, '2026-02-01'],
      ['one', 'old', null, null],
      ['one', 'bot', null, null],
    ]),
    'events.csv': csv('event_id,kind,occurred_at,actor_id,community_id', [
      ['1', 'post', '2026-01-05T12:00:00Z', 'ann', 'one'],
    ]),
  });
  const numbers = await network.snapshot.db.all(
    z.object({ person_id: z.string(), person: z.number() }),
    sql`select person_id, person from person_numbers`,
  );
  for (const { person_id, person } of numbers) numberOf.set(network.nameOf(person_id), person);
});
afterAll(() => network.snapshot.close());

const contributors = (days: Readonly<Record<string, string>>) => ({
  count: Object.keys(days).length,
  person: Int32Array.from(Object.keys(days), (name) => numberOf.get(name) ?? -1),
  lastDay: Int32Array.from(Object.values(days), dayNumber),
});

it('counts contributors by the department of the day, externals apart', async () => {
  const departments = await loadDepartments(network.snapshot.db, { from: '2026-02-01', to: '2026-06-01' });
  // A: ann and the mover; B: the mover and whoever left on its first day. Nobody is of C any more.
  expect([...departments.people]).toEqual([2, 2]);
  const mixOn = (day: string) => {
    const { counts, people } = departments.mixOf(
      contributors({ ann: day, mover: day, stray: day, guest: day, old: '2026-01-01' }),
    );
    return [[...counts], people];
  };
  expect(mixOn('2026-02-28')).toEqual([[1, 1], 4]);
  expect(mixOn('2026-03-01')).toEqual([[2, 0], 4]);
  // Before the first stay of the mover.
  expect(mixOn('2026-01-31')).toEqual([[1, 0], 4]);
});

it('counts the members of the period who did not contribute', async () => {
  const silentBeside = async (names: readonly string[], period: { from: string | null; to: string | null }) => {
    const members = await loadCommunityMembers(network.snapshot.db, { ...period, department: null, community: null });
    return members.silent(0, contributors(Object.fromEntries(names.map((name) => [name, '2026-01-05']))));
  };
  const spring = { from: '2026-02-01', to: '2026-05-01' };
  expect(await silentBeside([], spring)).toBe(2);
  // Who contributed without being a member takes nobody's place.
  expect(await silentBeside(['mover', 'stray'], spring)).toBe(1);
  expect(await silentBeside(['ann'], { from: null, to: null })).toBe(4);
  expect(await silentBeside(['ann'], { from: '2026-01-10', to: '2026-01-20' })).toBe(2);
});
