import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagerank } from '../../server/metrics/pagerank.ts';
import { scoreSensitivity, triedIds } from '../../server/metrics/score-sensitivity.ts';
import { strength } from '../../server/metrics/strength.ts';
import { csv, type NamedNetwork, openFiles } from '../support/named-network.ts';

// Four pairs, all on one morning, each exchange in a thread of its own: three mentions (W = 2.4), two replies (2), two
// mentions (1.6) and one reply (1). The upper half of the list of strength is the first two pairs.
const exchanges = [
  ...[0, 1, 2].map((k) => [`a${k}`, 'mention', 'a', 'b']),
  ...[0, 1].map((k) => [`c${k}`, 'reply', 'c', 'd']),
  ...[0, 1].map((k) => [`e${k}`, 'mention', 'e', 'f']),
  ['g0', 'reply', 'g', 'h'],
];

let network: NamedNetwork;
beforeAll(async () => {
  network = await openFiles({
    'events.csv': csv(
      'event_id,kind,occurred_at,actor_id,target_id,thread_id',
      exchanges.map(([id = '', kind = '', from = '', to = '']) => [
        id,
        kind,
        '2026-03-02T09:00:00Z',
        from,
        to,
        `t${id}`,
      ]),
    ),
  });
});
afterAll(() => network.snapshot.close());

describe('sensitivity of the lists', () => {
  it('says for each parameter moved how far the order at the top holds and who leaves it', async () => {
    const { rows, reason } = await network.ask(scoreSensitivity);
    expect(reason).toBeNull();
    const found = (list: string, parameter: string) =>
      rows
        .filter((row) => row.list === list && row.parameter === parameter)
        .map((row) => [row.in_use, row.moved_to, row.top, row.tau, row.changed, row.depends]);
    // Replies at half: 2.4, 1, 1.6, 0.5: the mentions come second. At one and a half: 2.4, 3, 1.6, 1.5: the first two swap.
    expect(found('strength', 'reply_weight')).toEqual([
      [1, 0.5, 4, 1, 2, false],
      [1, 1.5, 4, -1, 0, true],
    ]);
    // Mentions at half: 1.2, 2, 0.8, 1. At one and a half: 3.6, 2, 2.4, 1.
    expect(found('strength', 'mention_weight')).toEqual([
      [0.8, 0.4, 4, -1, 0, true],
      [0.8, 1.2, 4, 1, 2, false],
    ]);
    expect(found('strength', 'half_life_days')).toEqual([
      [90, 45, 4, 1, 0, false],
      [90, 135, 4, 1, 0, false],
    ]);
    expect(found('strength', 'replies_per_thread').map(([, moved]) => moved)).toEqual([2, 5]);
    // Everybody who is addressed is so by one person alone, and gets the same share whatever the weights.
    expect(found('pagerank', 'reply_weight').map(([, , top, tau]) => [top, tau])).toEqual([
      [4, null],
      [4, null],
    ]);
    // Nobody has been there for 28 days.
    expect(found('ambassadors', 'reply_weight')).toEqual([]);
  });

  it('leaves caps out on a past of more than two million events', () => {
    const ids = ['reply_weight', 'half_life_days', 'replies_per_thread', 'shared_thread_people'] as const;
    expect(triedIds(ids, 2_000_000)).toEqual(ids);
    expect(triedIds(ids, 2_000_001)).toEqual(['reply_weight', 'half_life_days']);
  });

  it('makes a list say that its order depends on the weights', async () => {
    const { meta } = await network.ask(strength);
    expect(meta.warnings.map(({ en }) => en)).toEqual([
      'The order at the top depends on the weights chosen for ties: with others, other people would stand first.',
    ]);
    expect((await network.ask(strength, { ties: 'raw' })).meta.warnings).toEqual([]);
    expect((await network.ask(pagerank)).meta.warnings).toEqual([]);
  });
});
