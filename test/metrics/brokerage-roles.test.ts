import { afterEach, describe, expect, it } from 'vitest';
import { brokerageRoles } from '../../server/metrics/brokerage-roles.ts';
import { readDirected } from '../graph/oracle.ts';
import { byName, csv, type NamedNetwork, openFiles, openOracle, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('brokerage roles', () => {
  it('equals R sna on a network where every role occurs', async () => {
    network = await openOracle('toy-rse-directed');
    const rows = byName(await network.ask(brokerageRoles));
    const expected = readDirected().metrics.gould_fernandez_raw;
    const brokers = Object.entries(expected).filter(([, roles]) => Object.values(roles).some((count) => count > 0));
    expect([...rows.keys()].sort()).toEqual(brokers.map(([name]) => name).sort());
    for (const [name, roles] of brokers) {
      expect(rows.get(name), name).toMatchObject({
        coordinator: roles.w_I,
        itinerant: roles.w_O,
        representative: roles.b_IO,
        gatekeeper: roles.b_OI,
        liaison: roles.b_O,
        value: Object.values(roles).reduce((sum, count) => sum + count, 0),
      });
    }
  });

  it('gives nobody a role for reactions', async () => {
    // a → b → c by replies makes b a liaison; c → d is a reaction, so that c brokers nothing.
    network = await openFiles({
      // b was of A when they wrote, and counts for B.
      'people.csv': csv('person_id,department,valid_from,valid_to', [
        ['a', 'A', null, null],
        ['b', 'A', null, '2026-03-04'],
        ['b', 'B', '2026-03-04', null],
        ['c', 'C', null, null],
        ['d', 'D', null, null],
      ]),
      'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id', [
        ['1', 'reply', '2026-03-02T09:00:00Z', 'a', 'b'],
        ['2', 'reply', '2026-03-02T10:00:00Z', 'b', 'c'],
        ['3', 'reaction', '2026-03-05T11:00:00Z', 'c', 'd'],
      ]),
    });
    const { rows, meta } = await network.ask(brokerageRoles);
    expect(rows.map((row) => [row.native_id, row.value, row.liaison, row.rank])).toEqual([['b', 1, 1, 1]]);
    expect(meta.warnings.map(({ en }) => en)).toEqual([
      'Some people changed department during the period: each counts here for the last one.',
    ]);
  });

  it('shows nothing when too few departments are known', async () => {
    network = await openTies(
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
      { departments: { a: 'A' } },
    );
    expect((await network.ask(brokerageRoles)).reason?.code).toBe('no_department');
  });
});
