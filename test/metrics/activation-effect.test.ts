import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activationEffect } from '../../server/metrics/activation-effect.ts';
import { loadActivations } from '../../server/metrics/activations.ts';
import { byName, csv, expectValue, type NamedNetwork, openFiles } from '../support/named-network.ts';

let network: NamedNetwork;
afterAll(() => network.snapshot.close());

const event = (id: string, kind: string, at: string, who: string, to = '', thread = id, place = 'place') =>
  [id, kind, `2026-${at}:00:00Z`, who, to, place, thread, kind === 'reply' ? thread : ''] as const;

/** Newcomers who all answer a at the same hour. */
const crowd = Array.from({ length: 24 }, (_, k) => `n${String(k).padStart(2, '0')}`);

/**
 * a, b and z write in the first four weeks, where nobody is new. On 20 February a and b open a thread each in `place`, on
 * 1 March b opens one more; a robot posts there too. Twenty-four newcomers answer a on 1 March. On 3 March, in the thread of b
 * where a wrote before, k1 and k2 answer b, and k3 answers a. k4 opens a thread, k5 answers in the old thread of z, k6
 * reacts in April and then answers b alone in `elsewhere`.
 */
beforeAll(async () => {
  network = await openFiles({
    'people.csv': csv('person_id,kind', [
      ...['a', 'b', 'z', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', ...crowd].map((name) => [name, 'human'] as const),
      ['robot', 'service'],
    ]),
    'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id,parent_event_id', [
      event('z1', 'post', '01-05T09', 'z'),
      event('old', 'reply', '01-06T09', 'a', 'z', 'z1'),
      event('old2', 'reply', '01-06T10', 'b', 'z', 'z1'),
      event('a1', 'post', '02-20T09', 'a'),
      event('b1', 'post', '02-20T10', 'b'),
      event('bot', 'post', '02-21T10', 'robot'),
      event('bot2', 'reply', '02-21T11', 'robot', 'a', 'a1'),
      event('ab', 'reply', '02-22T10', 'a', 'b', 'b1'),
      event('b2', 'post', '03-01T08', 'b'),
      ...crowd.map((who) => event(who, 'reply', '03-01T09', who, 'a', 'a1')),
      event('k1', 'reply', '03-03T09', 'k1', 'b', 'b1'),
      event('k2', 'reply', '03-03T09', 'k2', 'b', 'b1'),
      event('k3', 'reply', '03-03T09', 'k3', 'a', 'b1'),
      event('k4', 'post', '03-04T09', 'k4', '', 'k4', 'elsewhere'),
      event('k5', 'reply', '03-05T09', 'k5', 'z', 'z1'),
      event('k6likes', 'reaction', '04-01T09', 'k6', 'b', 'b1'),
      event('b3', 'post', '04-01T09', 'b', '', 'b3', 'elsewhere'),
      event('k6', 'reply', '04-02T09', 'k6', 'b', 'b3', 'elsewhere'),
      event('end', 'post', '04-30T09', 'z'),
    ]),
  });
});

/** Probability of fewer than `events` events when `mean` are expected. */
function fewerThan(events: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = 0;
  for (let k = 0; k < events; k++) {
    sum += term;
    term *= mean / (k + 1);
  }
  return sum;
}

describe('the activation effect', () => {
  it('names those who bring more newcomers than their share of recent threads', async () => {
    const result = await network.ask(activationEffect);
    const rows = byName(result);
    // In `place` a1, b1 and b2 are open on 1 and 3 March: a has 1/3 of the threads. Of the three newcomers who found
    // somebody else than the author in their thread, one turned to them: q = 1/3. b1 thus gives a 1/3 · 1/3 more.
    // b is expected 27 · 2/3 and one in `elsewhere`, and has four: fewer than its share.
    expect([...rows.keys()]).toEqual(['a']);
    const expected = 27 * (1 / 3 + 1 / 9);
    expect(rows.get('a')).toMatchObject({ activated: 25, rank: 1 });
    expectValue(rows.get('a')?.expected, expected);
    expectValue(rows.get('a')?.value, 25 / expected);
    // Garwood’s limits: 25 or more at the lower one, 25 or fewer at the upper one, have a probability of 2.5 %.
    expect(1 - fewerThan(25, Number(rows.get('a')?.lower) * expected)).toBeCloseTo(0.025, 9);
    expect(fewerThan(26, Number(rows.get('a')?.upper) * expected)).toBeCloseTo(0.025, 9);
    expect(result.meta.warnings).toEqual([]);
  });

  it('sees newcomers by their first words, and not before four weeks of data', async () => {
    const whole = { community: null, from: '2026-01-01', to: '2026-05-01' };
    const evidence = await loadActivations(network.snapshot, whole);
    expect(evidence.firstAt).toHaveLength(30);
    expect(evidence.joined.filter((thread) => thread >= 0)).toHaveLength(28);
  });

  it('looks at nothing after the window', async () => {
    const until = { community: null, from: '2026-01-01', to: '2026-03-03' };
    const evidence = await loadActivations(network.snapshot, until);
    expect(evidence.firstAt).toHaveLength(24);
    expect(Math.max(...evidence.startedAt, ...evidence.firstAt)).toBeLessThan(Date.UTC(2026, 2, 3) / 1000);
  });
});
