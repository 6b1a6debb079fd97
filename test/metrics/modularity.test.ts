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
    expect(result.rows.map(({ key }) => key)).toEqual(['modularity', 'modularity_max', 'assortativity', 'departments']);
    expectValue(valueOf(result, 'modularity'), partition?.modularity);
    expectValue(valueOf(result, 'modularity_max'), partition?.modularity_max_given_margins);
    expectValue(valueOf(result, 'assortativity'), partition?.attribute_assortativity);
    expect(valueOf(result, 'departments')).toBe(2);
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
