import { describe, expect, it } from 'vitest';
import { random } from '../../server/graph/random.ts';
import { dau } from '../../server/metrics/dau.ts';
import { mau } from '../../server/metrics/mau.ts';
import { stickiness } from '../../server/metrics/stickiness.ts';
import { wau } from '../../server/metrics/wau.ts';
import { ask, openTables } from '../support/ask.ts';

const start = Date.UTC(2026, 0, 1);
const day = (k: number) => new Date(start + k * 86_400_000).toISOString().slice(0, 10);

describe('trailing windows by gaps', () => {
  it('count what a set of the people of each window counts', async () => {
    const source = random(7);
    const active = new Set(
      Array.from({ length: 400 }, () => `p${Math.floor(40 * source.next() ** 2)} ${source.below(150)}`),
    );
    active.add('p0 0').add('p0 149');
    const log = [...active].map((pair) => pair.split(' '));
    const snapshot = await openTables({
      events: ['kind,occurred_at,actor_id', ...log.map(([who, k]) => `post,${day(Number(k))}T09:00:00Z,${who}`)],
    });
    const people = (last: number, days: number) =>
      new Set(log.filter(([, k]) => Number(k) <= last && Number(k) > last - days).map(([who]) => who)).size;
    for (const [metric, days] of [
      [dau, 1],
      [wau, 7],
      [mau, 28],
    ] as const) {
      for (const filter of [{}, { from: day(40), to: day(90) }]) {
        const { rows } = await ask(metric, snapshot, filter);
        const first = 'from' in filter ? 40 : 0;
        expect(rows.map(({ value }) => value)).toEqual(rows.map((_, k) => people(first + k, days)));
        expect(rows).toHaveLength('from' in filter ? 50 : 150);
      }
    }
    const { rows } = await ask(stickiness, snapshot);
    const sum = (k: number) => Array.from({ length: 28 }, (_, back) => people(k - back, 1)).reduce((a, b) => a + b, 0);
    expect(rows.map(({ numerator }) => numerator)).toEqual(rows.map((_, k) => sum(k)));
    expect(rows.map(({ denominator }) => denominator)).toEqual(rows.map((_, k) => 28 * people(k, 28)));
  });
});
