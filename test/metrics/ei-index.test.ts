import { afterEach, describe, expect, it } from 'vitest';
import { eiIndex } from '../../server/metrics/ei-index.ts';
import { readGraph } from '../graph/oracle.ts';
import { openToyLog, toyLog } from '../facts/toy-log.ts';
import { expectValue, type NamedNetwork, openOracle, openTies } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

/** Expected index of a group of `size` among `n`: one of the others is inside with probability (size - 1)/(n - 1). */
const byChance = (size: number, n: number) => 1 - (2 * (size - 1)) / (n - 1);

describe('openness of departments', () => {
  it.each([
    ['zachary-karate', 'club'],
    ['barbell-4-4', 'side'],
  ])('equals the reference of %s by endpoints, beside its expectation', async (name, attribute) => {
    network = await openOracle(name);
    const oracle = readGraph(name);
    const groups = oracle.metrics.partition?.[attribute]?.EI_group ?? {};
    const members = Object.values(oracle.attributes?.[attribute] ?? {});
    const { rows } = await network.ask(eiIndex);
    expect(rows.map((row) => String(row.subject_id)).sort()).toEqual(Object.keys(groups).sort());
    for (const row of rows) {
      const group = groups[String(row.subject_id)];
      const size = members.filter((member) => member === row.subject_id).length;
      expectValue(row.value, group?.EI_endpoints);
      expect(row.external_ties).toBe(group?.external_ties);
      expect(row.people).toBe(size);
      expectValue(row.expected, byChance(size, members.length));
      // Both are below chance: the distance to chance over the distance from chance to -1.
      const expected = byChance(size, members.length);
      expectValue(row.rescaled, (Number(row.value) - expected) / (1 + expected));
    }
  });

  it('can turn when exchanges are counted instead of ties, and says both', async () => {
    // Four in each department, and everybody tied to everybody: 12 ties inside, 16 across. Those inside are busier.
    const members = ['s0', 's1', 's2', 's3', 't0', 't1', 't2', 't3'];
    network = await openTies(
      members.flatMap((a, i) =>
        members.slice(i + 1).map((b) => [a, b, a[0] === b[0] ? 5 : 1] as [string, string, number]),
      ),
      { departments: Object.fromEntries(members.map((who) => [who, who.slice(0, 1)])) },
    );
    const { rows } = await network.ask(eiIndex);
    for (const row of rows) {
      // Of a department: 6 ties inside, 16 out; 30 exchanges inside, 16 out. Chance: 3 colleagues among 7 others.
      expect(row).toMatchObject({ external_ties: 16, internal_ties: 6, external_events: 16, internal_events: 30 });
      expectValue(row.value, (16 - 12) / (16 + 12));
      expectValue(row.events_value, (16 - 60) / (16 + 60));
      expectValue(row.expected, 1 / 7);
      expectValue(row.rescaled, 0);
      expectValue(row.events_rescaled, (-44 / 76 - 1 / 7) / (1 + 1 / 7));
    }
  });

  it('ranks the most open first', async () => {
    network = await openOracle('zachary-karate');
    const { rows } = await network.ask(eiIndex);
    expect(rows.map(({ subject_id, rank }) => [subject_id, rank])).toEqual([
      ['Officer', 1],
      ['Mr. Hi', 2],
    ]);
  });

  it('never gives the index of the network without its expectation and a p', async () => {
    network = await openOracle('barbell-4-4');
    const { meta } = await network.ask(eiIndex);
    // Exactly 2 of the 70 ways to split eight people in two halves are as siloed: 2/70 = 0.0286, doubled for two sides.
    const sentence = meta.warnings[0]?.en ?? '';
    expect(sentence).toMatch(/by ties: E-I -0\.8462 \[.*\], expected by chance 0\.1429/);
    expect(meta.warnings[1]?.en).toMatch(/by exchanges: E-I -0\.8462 \[/);
    const p = Number(/p = ([\d.]+)/.exec(sentence)?.[1]);
    expect(Math.abs(p - 4 / 70)).toBeLessThan(6 * Math.sqrt(((2 / 70) * (68 / 70)) / 2000));
  });

  it('leaves out people without a department, outsiders, bots and deleted accounts', async () => {
    network = await openToyLog();
    const { rows } = await network.ask(eiIndex);
    const sum = (key: string) => rows.reduce((total, row) => total + Number(row[key]), 0);
    // The reference counts pairs in dialogue; here two more that only reacted: eve to cat across, bob to ana inside Sales.
    expect(sum('external_ties') / 2).toBe(toyLog.ei.external + 1);
    expect(sum('internal_ties')).toBe(toyLog.ei.internal + 1);
    expect(rows.find((row) => row.subject_id === 'Legal')).toMatchObject({ value: null, rank: null, people: 1 });
  });

  it('shows one department when asked, worked out on the whole network', async () => {
    network = await openOracle('zachary-karate');
    const { rows } = await network.ask(eiIndex, { department: 'Officer' });
    expect(rows).toHaveLength(1);
    expectValue(rows[0]?.value, -0.7066666667);
  });

  it('is not computed without departments, and not shown when most are unknown', async () => {
    network = await openTies([['a', 'b']]);
    expect((await network.ask(eiIndex)).reason?.code).toBe('no_departments');
    network.snapshot.close();
    network = await openTies(
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
      { departments: { a: 'Sales' } },
    );
    const { reason, rows } = await network.ask(eiIndex);
    expect(reason?.code).toBe('no_department');
    expect(reason?.sentence.en).toMatch(/only 33% of people/);
    expect(rows).toEqual([]);
  });

  it('warns when a fifth or more of the departments are unknown', async () => {
    const departments = { a: 'Sales', b: 'Sales', c: 'IT' };
    network = await openTies(
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'd'],
      ],
      { departments },
    );
    const { meta, reason } = await network.ask(eiIndex);
    expect(reason).toBeNull();
    expect(meta.warnings.at(-1)?.en).toMatch(/only 75% of people/);
  });
});
