import { afterEach, describe, expect, it } from 'vitest';
import { answer } from '../../server/answer.ts';
import { siteTies } from '../../server/metrics/site-ties.ts';
import { csv, expectValue, type NamedNetwork, openFiles } from '../support/named-network.ts';
import intervals from '../../fixtures/oracle/intervals.json' with { type: 'json' };

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

const site = (name: string, size: number) => Array.from({ length: size }, (_, i) => [`${name}${i}`, name] as const);

function open(people: readonly (readonly [string, string])[], exchanges: readonly (readonly [string, string])[]) {
  return openFiles({
    'people.csv': csv(
      'person_id,department,site',
      people.map(([who, where]) => [who, 'All', where]),
    ),
    'events.csv': csv(
      'event_id,kind,occurred_at,actor_id,target_id',
      exchanges.map(([a, b], i) => [`e${i}`, 'mention', '2026-03-02T09:00:00Z', a, b]),
    ),
  });
}

describe('ties between sites', () => {
  it('are counted against what contacts alone would give, by ties and by exchanges', async () => {
    // Ten ties between Lyon and Lille, one of them used twice; none inside.
    const across = [0, 1, 2, 3, 4].flatMap((i) =>
      [0, 1].map((step) => [`Lyon${i}`, `Lille${(i + step) % 5}`] as const),
    );
    network = await open([...site('Lyon', 5), ...site('Lille', 5)], [...across, ['Lille0', 'Lyon0']]);
    const { rows } = await network.ask(siteTies);
    const pair = rows.find((row) => row['from'] === 'Lyon' && row['to'] === 'Lille');
    // Each site has 10 of the 20 ends: 10 × 10 / 20 = 5 expected.
    expect(pair).toMatchObject({
      value: 2,
      observed: 10,
      expected: 5,
      from_people: 5,
      to_people: 5,
      verdict: 'as_expected',
    });
    expect(pair).toMatchObject({ events: 11, events_expected: 5.5, events_ratio: 2, events_lower: 2, events_upper: 2 });
    const [, [low, high]] = intervals.garwood95_poisson.find(([events]) => events === 10) as [number, [number, number]];
    expectValue(pair?.['lower'], low / 5);
    expectValue(pair?.['upper'], high / 5);
  });

  it('hide a site of fewer than five, and the next smallest with it', async () => {
    const people = [...site('Lyon', 9), ...site('Lille', 6), ...site('Metz', 3)];
    network = await open(people, [
      ['Lyon0', 'Lille0'],
      ['Lyon1', 'Metz0'],
      ['Lyon2', 'Lyon3'],
    ]);
    const { rows, meta } = await answer(siteTies, network.snapshot, {}, { identities: null, unsuppressed: false });
    expect(rows.filter(({ value }) => value !== null).map(({ from, to }) => [from, to])).toEqual([['Lyon', 'Lyon']]);
    expect(meta.suppressed).toBe(8);
  });

  it('are not shown where most sites are unknown', async () => {
    network = await open(
      [
        ['a', 'Lyon'],
        ['b', ''],
        ['c', ''],
      ],
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
    );
    expect((await network.ask(siteTies)).reason?.sentence.en).toMatch(/The site is known for only 33% of people/);
  });
});
