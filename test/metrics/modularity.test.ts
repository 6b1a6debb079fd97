import { afterEach, describe, expect, it } from 'vitest';
import { modularity } from '../../server/metrics/modularity.ts';
import { readGraph } from '../graph/oracle.ts';
import { expectValue, type NamedNetwork, openOracle, openTies, valueOf } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

describe('modularity of departments', () => {
  it.each([
    ['zachary-karate', 'club'],
    ['barbell-4-4', 'side'],
  ])('equals the reference of %s', async (name, attribute) => {
    network = await openOracle(name);
    const partition = readGraph(name).metrics.partition?.[attribute];
    const result = await network.ask(modularity);
    expect(result.rows.map(({ key }) => key)).toEqual([
      'modularity',
      'modularity_max',
      'assortativity',
      'assortativity_error',
      'departments',
    ]);
    expectValue(valueOf(result, 'modularity'), partition?.modularity);
    expectValue(valueOf(result, 'modularity_max'), partition?.modularity_max_given_margins);
    expectValue(valueOf(result, 'assortativity'), partition?.attribute_assortativity);
    expect(valueOf(result, 'departments')).toBe(2);
  });

  it('has the error that leaving out each tie in turn gives', async () => {
    // Three ties inside A, one inside B, one between: r = (e - c)/(1 - c) with e and c counted again without each tie.
    const r = (insideA: number, insideB: number, between: number): number => {
      const ends = 2 * (insideA + insideB + between);
      const chance = ((2 * insideA + between) / ends) ** 2 + ((2 * insideB + between) / ends) ** 2;
      return ((2 * (insideA + insideB)) / ends - chance) / (1 - chance);
    };
    network = await openTies(
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
        ['d', 'e'],
        ['a', 'd'],
      ],
      { departments: { a: 'A', b: 'A', c: 'A', d: 'B', e: 'B' } },
    );
    const whole = r(3, 1, 1);
    const error = Math.sqrt(3 * (r(2, 1, 1) - whole) ** 2 + (r(3, 0, 1) - whole) ** 2 + (r(3, 1, 0) - whole) ** 2);
    expectValue(valueOf(await network.ask(modularity), 'assortativity_error'), error, 'by hand', 1e-12);
  });

  it('follows published weights', async () => {
    network = await openOracle('zachary-karate');
    const partition = readGraph('zachary-karate').metrics.partition_weighted?.club;
    const result = await network.ask(modularity, { ties: 'counts' });
    expectValue(valueOf(result, 'modularity'), partition?.modularity);
    expectValue(valueOf(result, 'assortativity'), partition?.attribute_assortativity);
  });

  it('has no assortativity when a single department holds every tie', async () => {
    network = await openTies([['a', 'b']], { departments: { a: 'Sales', b: 'Sales' } });
    const result = await network.ask(modularity);
    expect(valueOf(result, 'modularity')).toBe(0);
    expect(valueOf(result, 'assortativity')).toBeNull();
  });

  it('needs departments', async () => {
    network = await openTies([['a', 'b']]);
    expect((await network.ask(modularity)).reason?.code).toBe('no_departments');
  });
});
