import { afterEach, describe, expect, it } from 'vitest';
import { serendipity } from '../../server/metrics/serendipity.ts';
import { csv, expectValue, type NamedNetwork, openFiles } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

const departments = { A: 'a b y e g h i j l1 l2', B: 'c d f', C: 'x k1 k2' };
const people = Object.entries(departments).flatMap(([department, names]) =>
  names.split(' ').map((who) => [who, department]),
);

/** Of the middle of June 2025: who knew whom. Of 1 August: ten new ties, in a community. */
const knew = ['a b', 'b c', 'c d', 'x y'].flatMap((pair) => [pair, pair.split(' ').reverse().join(' ')]);
const prepared = ['a c', 'b d', 'e f']; // two at two steps, two people who play chess together
const inside = ['g h', 'i j'];
const byChance = ['a d', 'a x', 'd y', 'k1 l1', 'k2 l2'];

const event = (pair: string, at: string, community = '', kind = 'mention') => {
  const [from = '', to = ''] = pair.split(' ');
  return [kind, `${at}T09:00:00Z`, from, to, community];
};
const open = () =>
  openFiles({
    'people.csv': csv('person_id,department', people),
    'communities.csv': csv('community_id,name,type', [
      ['garden', 'Garden', 'interest'],
      ['chess', 'Chess', 'interest'],
      ['all', 'Everybody', 'organisation'],
    ]),
    'memberships.csv': csv('community_id,person_id', [
      ['chess', 'e'],
      ['chess', 'f'],
      // Everybody is here: that two people are both brings nobody together.
      ...people.map(([who = '']) => ['all', who]),
    ]),
    'events.csv': csv(
      'event_id,kind,occurred_at,actor_id,target_id,community_id',
      [
        ['post', '2025-01-01T09:00:00Z', 'a', '', 'garden'],
        ...knew.map((pair) => event(pair, '2025-06-15')),
        ...[...prepared, ...inside, ...byChance].map((pair) => event(pair, '2025-08-01', 'garden')),
        // An answer that also mentions: the same moment, no second exchange.
        event('a x', '2025-08-01', 'garden', 'reply'),
        event('d a', '2025-09-01', 'garden'),
        event('c a', '2025-10-30', 'garden'),
        event('l1 k1', '2025-10-31', 'garden'),
        ['post', '2026-01-15T09:00:00Z', 'a', '', 'garden'],
      ].map((row, k) => [`e${k}`, ...row]),
    ),
  });

/** Wilson’s interval, written out. */
function wilson(k: number, n: number): [number, number] {
  const z = 1.959963984540054;
  const p = k / n;
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [(p + (z * z) / (2 * n) - half) / (1 + (z * z) / n), (p + (z * z) / (2 * n) + half) / (1 + (z * z) / n)];
}

describe('chance ties', () => {
  it('are counted among new ties, against departments dealt at random, and followed', async () => {
    network = await open();
    const { rows } = await network.ask(serendipity);
    expect(rows.map(({ type }) => type)).toEqual(['all', 'interest']);
    // 10, 3 and 3 people: two at random are of different departments in 138 of 240 pairs.
    const apart = 138 / 240;
    const [all] = rows;
    expect(all).toMatchObject({ value: 0.5, numerator: 5, denominator: 10, followed: 5 });
    expectValue(all?.['lower'], wilson(5, 10)[0]);
    expectValue(all?.['upper'], wilson(5, 10)[1]);
    // Seven were far apart with nothing in common, two of them in one department.
    expectValue(all?.['expected'], 0.7 * apart);
    expectValue(all?.['ratio'], 5 / 7 / apart);
    expectValue(all?.['ratio_lower'], wilson(5, 7)[0] / apart);
    expectValue(all?.['ratio_upper'], wilson(5, 7)[1] / apart);
    // Within ninety days a and d, and a and c, exchanged again; k1 and l1 a day late.
    expect(all).toMatchObject({ kept: 0.2, kept_others: 0.2 });
    expect(rows[1]).toMatchObject({ denominator: 10 });
  });

  it('can be asked for one department, and for what the data reach', async () => {
    network = await open();
    const ofC = (await network.ask(serendipity, { department: 'C' })).rows[0];
    // a–x, k1–l1, k2–l2: too few for a share.
    expect(ofC).toMatchObject({ numerator: 3, denominator: 3, value: null, expected: null, ratio: null, kept: null });
    const early = await network.ask(serendipity, { to: '2025-06-30' });
    expect(early.reason?.code).toBe('too_short');
  });
});
