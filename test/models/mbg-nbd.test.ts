import { describe, expect, it } from 'vitest';
import btyd from '../../fixtures/oracle/btyd.json' with { type: 'json' };
import { random } from '../../server/graph/random.ts';
import { quantile } from '../../server/graph/statistics.ts';
import { aliveProbability, fitMbgNbd, logLikelihood, silenceForecast } from '../../server/models/mbg-nbd.ts';
import { silenceDraws } from '../../server/models/mbg-posterior.ts';

/** [r, α, a, b, x, tx, T, H] and log likelihood, P(alive), P(silent): λ and p integrated out by scipy 1.17.1 (quad). */
const integrated = [
  [1.8, 8, 1.2, 6, 0, 0, 30.5, 28, -1.532786486535384, 0.22815612409478747, 0.857150446259245],
  [1.8, 8, 1.2, 6, 7, 20, 24.5, 28, -17.353305800626263, 0.744808843911042, 0.2583329023327429],
  [2, 20, 1.5, 9, 12, 150, 260.5, 60, -47.30139048234823, 0.012471039573799737, 0.9883556132396331],
  [2, 20, 1.5, 9, 3, 40, 41, 60, -11.797069380500133, 0.8804601659951531, 0.1482101206974078],
] as const;

const one = (x: number, tx: number, T: number) => ({
  x: Float64Array.of(x),
  tx: Float64Array.of(tx),
  T: Float64Array.of(T),
});

describe('MBG/NBD', () => {
  it('is alive as published for CDNOW', () => {
    const [r, alpha, a, b] = btyd.mbg_nbd.published_params as [number, number, number, number];
    for (const [x, tx, T, alive] of btyd.mbg_nbd['p_alive_at_published_[x,t_x,T,P]'] as [
      number,
      number,
      number,
      number,
    ][])
      expect(aliveProbability({ r, alpha, a, b }, x, tx, T)).toBeCloseTo(alive, 9);
  });

  it.each(integrated)(
    'equals the integral over rates and chances of stopping (r %d, α %d, a %d, b %d, x %d, tx %d, T %d, H %d)',
    (r, alpha, a, b, x, tx, T, horizon, logarithm, alive, silent) => {
      const model = { r, alpha, a, b };
      expect(logLikelihood(model, one(x, tx, T))).toBeCloseTo(logarithm, 10);
      expect(aliveProbability(model, x, tx, T)).toBeCloseTo(alive, 10);
      expect(silenceForecast(model, x, tx, T, horizon)).toBeCloseTo(silent, 10);
    },
  );

  it('stays a probability for long histories, and grows with the quiet', () => {
    const model = { r: 2, alpha: 20, a: 0.5, b: 9 };
    let before = 0;
    for (let quiet = 0; quiet <= 9000; quiet += 100) {
      const p = silenceForecast(model, 10_000, 1000, 1000 + quiet, 60);
      expect(p).toBeGreaterThanOrEqual(before);
      expect(p).toBeLessThanOrEqual(1);
      before = p;
    }
    expect(before).toBe(1);
  });

  // 2,000 entities seen for 200 days, from a fixed stream.
  const planted = { r: 2, alpha: 10, a: 1, b: 5 };
  const stream = random(11);
  const exponential = (rate: number) => -Math.log(1 - stream.next()) / rate;
  const wholeGamma = (shape: number) => Array.from({ length: shape }, () => exponential(1)).reduce((s, v) => s + v, 0);
  const lives = Array.from({ length: 2000 }, () => {
    const rate = wholeGamma(planted.r) / planted.alpha;
    const ofA = wholeGamma(planted.a);
    const stops = ofA / (ofA + wholeGamma(planted.b));
    let x = 0;
    let tx = 0;
    while (stream.next() >= stops) {
      const next = tx + exponential(rate);
      if (next > 200) break;
      tx = next;
      x += 1;
    }
    return { x, tx };
  });
  const column = (read: (life: { x: number; tx: number }) => number) => Float64Array.from(lives, read);
  const histories = { x: column(({ x }) => x), tx: column(({ tx }) => tx), T: column(() => 200) };

  it('finds a planted population again', () => {
    const found = fitMbgNbd(histories, { centre: { r: 1, alpha: 7, a: 1, b: 1 }, spread: Number.POSITIVE_INFINITY });
    expect(Math.abs(found.r / planted.r - 1)).toBeLessThan(0.12);
    expect(Math.abs(found.alpha / planted.alpha - 1)).toBeLessThan(0.12);
    expect(Math.abs((found.a / (found.a + found.b)) * 6 - 1)).toBeLessThan(0.05);
    expect(logLikelihood(found, histories)).toBeGreaterThan(logLikelihood(planted, histories));
  });

  it('stays near what is expected with few entities, and at it with none', () => {
    const prior = { centre: { r: 1.8, alpha: 8, a: 1, b: 6 }, spread: 0.7 };
    const { r } = fitMbgNbd(one(0, 0, 300), prior);
    expect(Math.abs(Math.log(r / 1.8))).toBeLessThan(0.7);
    expect(fitMbgNbd({ x: new Float64Array(), tx: new Float64Array(), T: new Float64Array() }, prior)).toBe(
      prior.centre,
    );
  });
});

describe('draws of one entity', () => {
  it.each(integrated)(
    'have the forecast as mean (r %d, α %d, a %d, b %d, x %d)',
    (r, alpha, a, b, x, tx, T, horizon, _, __, silent) => {
      const draws = silenceDraws({ r, alpha, a, b }, { x, tx, T }, horizon, 20_000, random(3));
      const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
      // Three standard errors of a mean of values within 0 and 1 and of this variance.
      const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
      expect(Math.abs(mean - silent)).toBeLessThan(3 * Math.sqrt(variance / draws.length));
      expect(variance).toBeGreaterThan(0);
    },
  );

  it('spread as the posterior on a grid does', () => {
    // λ ~ Gamma(2, 10), p ~ Beta(2, 3), x = 1, tx = 5, T = 9: 200 × 200 cells of 0 ≤ λ ≤ 2 and 0 ≤ p ≤ 1.
    const cells: { p: number; mass: number }[] = [];
    for (let i = 0; i < 200; i++) {
      for (let j = 0; j < 200; j++) {
        const rate = (i + 0.5) / 100;
        const stops = (j + 0.5) / 200;
        const alive = (1 - stops) * Math.exp(-9 * rate);
        const stopped = stops * Math.exp(-5 * rate);
        const density = rate * Math.exp(-10 * rate) * stops * (1 - stops) ** 2;
        const p = 1 - (alive / (alive + stopped)) * (1 - Math.exp(-7 * rate));
        cells.push({ p, mass: density * rate * (1 - stops) * (alive + stopped) });
      }
    }
    cells.sort((one, other) => one.p - other.p);
    const total = cells.reduce((sum, { mass }) => sum + mass, 0);
    const draws = silenceDraws({ r: 2, alpha: 10, a: 2, b: 3 }, { x: 1, tx: 5, T: 9 }, 7, 20_000, random(5));
    for (const share of [0.05, 0.5, 0.95]) {
      let seen = 0;
      const expected = cells.find(({ mass }) => (seen += mass) >= share * total)?.p ?? Number.NaN;
      expect(Math.abs((quantile(draws, share) ?? 0) - expected)).toBeLessThan(0.015);
    }
  });
});
