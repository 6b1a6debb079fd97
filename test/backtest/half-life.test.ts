import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadHalfLifeOrigins, tryHalfLives } from '../../server/backtest/half-life.ts';
import { tieParameters } from '../../server/contract/tie-parameters.ts';
import { loadNetwork } from '../../server/facts/network.ts';
import { openSnapshot, type Snapshot } from '../../server/facts/open.ts';
import { strengths } from '../../server/graph/graph.ts';
import { strength } from '../../server/metrics/strength.ts';
import { averagePrecision, rankCases } from '../../server/models/average-precision.ts';
import { resolveFilter } from '../../server/resolve-filter.ts';
import { ask } from '../support/ask.ts';
import { describeRealData } from '../support/real-data.ts';
import { importedFolder } from '../support/world.ts';

/**
 * Pairs, pairs that exchange again and average precision for half-lives of 30, 60, 90, 180 and 365 days, worked out from
 * the published file alone, days in UTC, with NumPy and scikit-learn's `average_precision_score`.
 */
const reference = [
  ['2004-06-21', 11_942, 236, [0.074438, 0.064648, 0.061581, 0.058855, 0.057892]],
  ['2004-08-02', 12_874, 202, [0.124497, 0.073249, 0.062118, 0.050459, 0.046258]],
  ['2004-09-27', 13_622, 140, [0.220182, 0.156657, 0.12434, 0.095644, 0.086137]],
] as const;

describeRealData('snap-collegemsg', (folder) => {
  let snapshot: Snapshot;
  beforeAll(async () => {
    const opened = await openSnapshot(await importedFolder([folder]));
    if (opened === null) throw new Error('nothing was published');
    snapshot = opened;
  }, 60_000);
  afterAll(() => snapshot.close());

  it('gives the average precision of every half-life that an independent computation gives', async () => {
    const origins = await loadHalfLifeOrigins(
      snapshot,
      reference.map(([day]) => day),
      { parts: 1 },
    );
    for (const [k, [day, pairs, again, precisions]] of reference.entries()) {
      const origin = origins[k];
      expect([origin?.later.length, origin?.later.reduce((sum, one) => sum + one, 0)], day).toEqual([pairs, again]);
      const once = new Uint8Array(pairs).fill(1);
      const found = origin?.evidence.map((evidence) => averagePrecision(rankCases(evidence), origin.later, once));
      expect(found?.map((value) => Number(value?.toFixed(6)))).toEqual(precisions);
    }
  });

  it('takes a shorter half-life than the default on messages of students, where it wins by far', async () => {
    const { days, trials, origins } = await tryHalfLives(snapshot);
    expect(origins).toHaveLength(8);
    expect(days).toBe(30);
    expect(trials.find((trial) => trial.days === 30)?.lower).toBeGreaterThan(0.02);
  });

  it('is what strength then fades by, and says so', async () => {
    const filter = await resolveFilter(snapshot, {}, 'strength');
    const strongest = async (days: number) => {
      const parameters = { ...tieParameters, half_life_days: days };
      const network = await loadNetwork(snapshot.db, snapshot.time_zone, filter, 'strength', parameters);
      return Math.max(...strengths(network.undirected));
    };
    const { rows, meta } = await ask(strength, snapshot);
    expect(rows[0]?.value).toBeCloseTo(await strongest(30), 9);
    expect(Math.abs(Number(rows[0]?.value) - (await strongest(90)))).toBeGreaterThan(1);
    expect(meta.half_life?.days).toBe(30);
    expect(meta.half_life?.why.en).toMatch(/^half-life of 30 days: on the past of these data it points \d+% better/);
  });
});
