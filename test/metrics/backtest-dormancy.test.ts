import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../server/contract/results.ts';
import { backtestDormancy } from '../../server/metrics/backtest-dormancy.ts';
import type { SilenceForecaster } from '../../server/models/silence-origin.ts';
import {
  aucOf,
  brierOf,
  calibrationErrorOf,
  liftOf,
  logLossOf,
  mean,
  recalibratedBrier,
  reductionOf,
} from '../support/forecast-scores.ts';
import { csv, expectValue, type NamedNetwork, openFiles } from '../support/named-network.ts';
import { casesOfWorld } from '../support/silence-cases.ts';
import { openSilenceWorld } from '../support/silence-world.ts';

let network: NamedNetwork;
let rows: readonly Row[];
beforeAll(async () => {
  network = await openSilenceWorld();
  rows = (await network.ask(backtestDormancy)).rows;
});
afterAll(() => network.snapshot.close());

describe.each(['community', 'member'] as const)('forecasts of silence of each %s', (kind) => {
  it('are scored as a second program scores them', async () => {
    const world = await casesOfWorld(network, kind);
    const own = rows.filter((row) => row.entity_kind === kind);
    expect(own).toHaveLength(13);
    const briers = new Map(
      own.map((row) => [String(row.forecaster), brierOf(world.of(row.forecaster as SilenceForecaster))]),
    );
    const best = (ids: readonly string[]) =>
      ids.reduce((one, other) => ((briers.get(other) ?? 1) < (briers.get(one) ?? 1) ? other : one));
    const bestRule = best(['rule_30', 'rule_60', 'rule_90']) as SilenceForecaster;
    const bestBaseline = best(
      own.filter(({ role }) => role === 'baseline').map((row) => String(row.forecaster)),
    ) as SilenceForecaster;
    for (const row of own) {
      const cases = world.of(row.forecaster as SilenceForecaster);
      const active = cases.filter(({ isStill }) => isStill);
      const base = mean(cases.map(({ came }) => came));
      const recalibrated = recalibratedBrier(cases);
      const expected: Record<string, number> = {
        horizon_days: world.horizon,
        cases: cases.length,
        entities: new Set(cases.map(({ entity }) => entity)).size,
        origins: world.origins,
        base_rate: base,
        brier: brierOf(cases),
        miscalibration: brierOf(cases) - recalibrated,
        discrimination: base * (1 - base) - recalibrated,
        uncertainty: base * (1 - base),
        calibration_error: calibrationErrorOf(cases),
        auc: aucOf(cases),
        log_loss: logLossOf(cases),
        still_active: active.length,
        still_active_auc: aucOf(active, true),
        still_active_lift: liftOf(active),
      };
      for (const [key, value] of Object.entries(expected))
        expectValue(row[key], value, `${row.forecaster} ${key}`, 1e-9);
      expect(row.best_rule).toBe(bestRule);
      expect(row.best_baseline).toBe(bestBaseline);
      if (row.role === 'baseline') {
        expect(row).toMatchObject({ rule_reduction: null, rule_lower: null, baseline_upper: null, verdict: null });
        continue;
      }
      const [ruleShare, ruleLower, ruleUpper] = reductionOf(cases, world.of(bestRule), 60);
      const [share, lower, upper] = reductionOf(cases, world.of(bestBaseline), 60);
      expectValue(row.rule_reduction, ruleShare, 'rule', 1e-9);
      expectValue(row.rule_lower, ruleLower, 'rule, lower', 1e-9);
      expectValue(row.rule_upper, ruleUpper, 'rule, upper', 1e-9);
      expectValue(row.baseline_reduction, share, 'baseline', 1e-9);
      expectValue(row.baseline_lower, lower, 'baseline, lower', 1e-9);
      expectValue(row.baseline_upper, upper, 'baseline, upper', 1e-9);
      expect(row.verdict).toBe(lower > 0 ? 'better' : 'not_better');
    }
  });
});

describe('too little past', () => {
  it('is said, and no figure is given', async () => {
    const short = await openFiles({
      'events.csv': csv('event_id,kind,occurred_at,actor_id,community_id', [
        ['a', 'post', '2025-01-01T12:00:00Z', 'p1', 'c1'],
        ['b', 'post', '2025-03-01T12:00:00Z', 'p2', 'c1'],
      ]),
    });
    const { rows: none, reason } = await short.ask(backtestDormancy);
    expect(none).toEqual([]);
    expect(reason?.code).toBe('too_short');
    short.snapshot.close();
  });
});
