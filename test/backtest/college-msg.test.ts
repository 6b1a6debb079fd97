import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import measured from '../../fixtures/oracle/dormancy-backtest.json' with { type: 'json' };
import { activityHistory } from '../../server/models/activity-history.ts';
import {
  auc,
  aucWithin,
  baseRate,
  brierScore,
  calibrationError,
  reliability,
} from '../../server/models/forecast-scores.ts';
import { rollingSilence } from '../../server/models/rolling-silence.ts';
import {
  bestOf,
  brierReduction,
  forecastsOf,
  type ScoredCases,
  scoredCases,
  stillActiveForecasts,
} from '../../server/models/silence-comparison.ts';
import type { SilenceForecaster } from '../../server/models/silence-origin.ts';
import { memberTask } from '../../server/models/silence-task.ts';
import { describeRealData } from '../support/real-data.ts';

const study = measured.rolling_origin.college_members;

describeRealData('snap-collegemsg', (path) => {
  let cases: ScoredCases;
  const brier = (forecaster: SilenceForecaster) => brierScore(forecastsOf(cases, forecaster)) ?? Number.NaN;

  beforeAll(() => {
    // A line is "sender receiver seconds": active days of senders in UTC, parts are whom they write to.
    const messages = gunzipSync(readFileSync(join(path, 'CollegeMsg.txt.gz')))
      .toString()
      .trim()
      .split('\n')
      .map((line) => line.split(' ').map(Number) as [number, number, number])
      .map(([from, to, seconds]) => ({ from, to, day: Math.floor(seconds / 86_400) }))
      .sort((a, b) => a.from - b.from || a.day - b.day || a.to - b.to);
    const senders = [...new Set(messages.map(({ from }) => from))];
    const numbers = new Map(senders.map((sender, number) => [sender, number]));
    const days = messages.map(({ day }) => day);
    const history = activityHistory(
      {
        entity: messages.map(({ from }) => numbers.get(from) ?? 0),
        day: days,
        part: messages.map(({ to }) => to),
        amount: messages.map(() => 1),
      },
      new Float64Array(senders.length).fill(Number.POSITIVE_INFINITY),
    );
    cases = scoredCases(memberTask, [...rollingSilence(memberTask, history, Math.min(...days), Math.max(...days) + 1)]);
  });

  // The origins of the study start four days later, and are one fewer.
  it('has the cases that an independent program counted', () => {
    expect(new Set(cases.origin).size).toBe(study.origins + 1);
    expect(Math.abs(cases.came.length / study.rows - 1)).toBeLessThan(0.06);
    expect(Math.abs(new Set(cases.entity).size / study.entities - 1)).toBeLessThan(0.01);
    expect(Math.abs((baseRate(cases.came) ?? 0) - study.base)).toBeLessThan(0.005);
  });

  it('has base rate and models as wrong as an independent program measured', () => {
    expect(Math.abs(brier('climatology') - study.models.clim.brier)).toBeLessThan(0.005);
    expect(Math.abs(brier('mbg') - study.models.mbg.brier)).toBeLessThan(0.01);
    expect(Math.abs(brier('mbg_operational') - study.models.mbgo.brier)).toBeLessThan(0.01);
    expect(Math.abs((auc(forecastsOf(cases, 'mbg_operational')) ?? 0) - study.models.mbgo.auc)).toBeLessThan(0.01);
  });

  it('foretells silence at least 15 % better than the best calibrated rule of days, and is calibrated', () => {
    const rule = bestOf(cases, ['rule_30', 'rule_60', 'rule_90']) ?? 'rule_30';
    const reduction = brierReduction(cases, 'combined', rule, 300, 28);
    expect(reduction?.share).toBeGreaterThan(0.15);
    expect(reduction?.lower).toBeGreaterThan(0.15);
    const combined = forecastsOf(cases, 'combined');
    expect(calibrationError(reliability(combined))).toBeLessThan(0.05);
    expect(auc(combined)).toBeGreaterThan(0.8);
    expect(brier('combined')).toBeLessThan(
      Math.min(brier('mbg_recalibrated'), brier('recency'), study.models.fixed30.brier),
    );
  });

  it('tells the still active apart, where a rule of days knows nothing', () => {
    const model = stillActiveForecasts(cases, 'combined');
    expect(aucWithin(model, model.origin)).toBeGreaterThan(0.7);
    const rule = stillActiveForecasts(cases, 'hard_30');
    expect(aucWithin(rule, rule.origin)).toBe(0.5);
  });
});
