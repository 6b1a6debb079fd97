import { afterEach, describe, expect, it } from 'vitest';
import { crossings } from '../../server/metrics/crossings.ts';
import { csv, expectValue, type NamedNetwork, openFiles, openOracle } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

// Everybody has exchanged with everybody, once, but Ana and Bob three times: however groups are shuffled over the five,
// as many ties cross.
const people = { ana: ['S', 'Lyon'], bob: ['S', 'Lille'], cy: ['S', 'Lille'], dan: ['T', 'Lyon'], eve: ['T', 'Lille'] };
const names = Object.keys(people);
const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));

const open = () =>
  openFiles({
    'people.csv': csv(
      'person_id,department,site,level',
      Object.entries(people).map(([who, [department = '', site = '']]) => [who, department, site, 'Cadre']),
    ),
    'events.csv': csv(
      'event_id,kind,occurred_at,actor_id,target_id',
      [...pairs, ['ana', 'bob'] as const, ['bob', 'ana'] as const].map(([a, b], i) => [
        `e${i}`,
        'mention',
        `2026-03-0${1 + (i % 9)}T09:00:00Z`,
        a,
        b,
      ]),
    ),
  });

/** Half width of the 95 % interval of the share across, leaving out one person after the other (Snijders & Borgatti). */
function reach(crosses: (a: string, b: string) => boolean, weight: (a: string, b: string) => number): number {
  const without = names.map((left) => {
    const kept = pairs.filter(([a, b]) => a !== left && b !== left);
    const sum = (some: typeof kept) => some.reduce((total, [a, b]) => total + weight(a, b), 0);
    return sum(kept.filter(([a, b]) => crosses(a, b))) / sum(kept);
  });
  const mean = without.reduce((sum, share) => sum + share, 0) / names.length;
  const squares = without.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  return 1.959963984540054 * Math.sqrt(((names.length - 2) / (2 * names.length)) * squares);
}

describe('what exchanges cross', () => {
  it('are departments and sites, by ties and by exchanges, each beside chance', async () => {
    network = await open();
    const { rows } = await network.ask(crossings);
    // There is one level only, and no division: nothing to cross.
    expect(rows.map(({ grouping, counted }) => [grouping, counted])).toEqual([
      ['department', 'ties'],
      ['department', 'events'],
      ['site', 'ties'],
      ['site', 'events'],
    ]);
    const [, , ties, events] = rows;
    // Sites of 2 and 3: 4 of the 10 pairs are within, 6 across; shuffling changes nothing.
    const site = (who: string) => people[who as keyof typeof people][1];
    const across = (a: string, b: string) => site(a) !== site(b);
    const half = reach(across, () => 1);
    expect(ties).toMatchObject({ groups: 2, known: 1, value: 0.6, p: 1, numerator: 6, denominator: 10 });
    expectValue(ties?.['expected'], 0.6);
    expectValue(ties?.['rescaled'], 0);
    expectValue(ties?.['lower'], 0.6 - half);
    expectValue(ties?.['upper'], 0.6 + half);
    // Ana and Bob are of different sites: their three exchanges all cross.
    expect(events).toMatchObject({ value: 8 / 12, numerator: 8, denominator: 12 });
    const weighted = reach(across, (a, b) => (a === 'ana' && b === 'bob' ? 3 : 1));
    expectValue(events?.['lower'], 8 / 12 - weighted);
    expectValue(events?.['upper'], 8 / 12 + weighted);
    expectValue(events?.['rescaled'], (8 / 12 - 0.6) / 0.4);
  });

  it('equal the reference of karate’s clubs, as unlikely by chance as shuffles can tell', async () => {
    network = await openOracle('zachary-karate');
    const [ties] = (await network.ask(crossings)).rows;
    expect(ties).toMatchObject({ grouping: 'department', numerator: 11, denominator: 78, p: 2 / 501 });
    expectValue(ties?.['expected'], (1 + 0.0303030303) / 2);
  });

  it('are of the whole network only', async () => {
    network = await open();
    expect((await network.ask(crossings, { department: 'S' })).reason?.code).toBe('whole_network_only');
  });
});
