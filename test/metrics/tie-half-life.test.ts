import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadHalfLifeOrigins } from '../../server/backtest/half-life.ts';
import { tieHalfLife } from '../../server/metrics/tie-half-life.ts';
import { pagerank } from '../../server/metrics/pagerank.ts';
import { csv, expectValue, type NamedNetwork, openFiles } from '../support/named-network.ts';
import { withOtherFuture } from '../support/other-future.ts';

// ann and bob reply to each other every second Monday; cat and dan did so eight times on the first day, never again.
const first = Date.UTC(2026, 0, 5, 9);
const days = 140;
const at = (day: number) => new Date(first + day * 86_400_000).toISOString();
const steady = Array.from({ length: days / 14 }, (_, k) => 14 * k);
const burst = 8;
const events = [
  ...steady.map((day) => [`s${day}`, 'reply', at(day), 'ann', 'bob', `t${day}`]),
  ...Array.from({ length: burst }, (_, k) => [`b${k}`, 'reply', at(0), 'cat', 'dan', `u${k}`]),
  // The last day of the data, so that they end on a Monday.
  ['end', 'post', at(days), 'ann', '', 'end'],
];

let network: NamedNetwork;
beforeAll(async () => {
  network = await openFiles({ 'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,thread_id', events) });
});
afterAll(() => network.snapshot.close());

// Worked out again: origins are Mondays 28 days before the end and every 14 days back, with 28 days before the first.
const origins = [98, 112, 84, 70, 56, 42, 28].toSorted((a, b) => a - b);
const halfLives = [30, 60, 90, 180, 365];
/** Two pairs, of which the steady one exchanges again: precision 1 when it stands first, 1/2 when second. */
function precision(halfLife: number): number {
  const fade = (age: number) => 2 ** (-age / halfLife);
  const each = origins.map((origin): number => {
    const regular = steady.filter((day) => day < origin).reduce((sum, day) => sum + fade(origin - day), 0);
    return regular > burst * fade(origin) ? 1 : 1 / 2;
  });
  return each.reduce((sum, one) => sum + one, 0) / each.length;
}

describe('the half-life tried on the past', () => {
  it('gives each half-life its average precision and its gain, with an interval over resampled people', async () => {
    const { rows, meta } = await network.ask(tieHalfLife);
    expect(rows.map(({ half_life }) => half_life)).toEqual(halfLives);
    expect(new Set(halfLives.map(precision)).size).toBeGreaterThan(2);
    for (const [k, halfLife] of halfLives.entries()) {
      const row = rows[k];
      const gain = precision(halfLife) / precision(90) - 1;
      expectValue(row?.average_precision, precision(halfLife), `${halfLife}`, 1e-12);
      expectValue(row?.gain, gain, `${halfLife}`, 1e-12);
      // Without cat or dan, who are missing in most draws, there is no gain; with all four it is the one seen.
      expectValue(row?.lower, halfLife === 90 ? null : Math.min(0, gain), `${halfLife}`, 1e-12);
      expectValue(row?.upper, halfLife === 90 ? null : Math.max(0, gain), `${halfLife}`, 1e-12);
      expect(row?.in_use).toBe(halfLife === 90);
    }
    expect(meta.warnings[0]?.en).toBe(
      'Tried at 7 dates, 2026-02-02 to 2026-04-27: 14 pairs already tied, of which 7 exchanged in the next 28 days.',
    );
  });

  it('looks at nothing that came after: another future changes no figure of any origin', async () => {
    const known = await loadHalfLifeOrigins(network.snapshot, ['2026-03-02', '2026-03-16'], { parts: 1 });
    expect(known[1]?.evidence[0]?.length).toBe(2);
    await withOtherFuture(network.folder, '2026-03-16', async (snapshot) => {
      const other = await loadHalfLifeOrigins(snapshot, ['2026-03-02', '2026-03-16'], { parts: 1 });
      expect(other.map(({ one, other: two, evidence }) => [one, two, evidence])).toEqual(
        known.map(({ one, other: two, evidence }) => [one, two, evidence]),
      );
      expect(other[1]?.later).not.toEqual(known[1]?.later);
    });
  });

  it('is stated on every figure that rests on strength', async () => {
    const { meta } = await network.ask(pagerank);
    expect(meta.half_life?.days).toBe(90);
    expect(meta.half_life?.why.en).toContain('no other one does clearly better');
    expect((await network.ask(pagerank, { ties: 'raw' })).meta.half_life).toBeUndefined();
  });

  it('says so when there is too little history', async () => {
    const short = await openFiles({
      'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,thread_id', events.slice(0, 6)),
    });
    expect((await short.ask(tieHalfLife)).reason?.code).toBe('too_short');
    expect((await short.ask(pagerank)).meta.half_life?.why.en).toContain('too little history');
    short.snapshot.close();
  });
});
