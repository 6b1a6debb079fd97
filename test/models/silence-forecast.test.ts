import { describe, expect, it } from 'vitest';
import { silenceForecasts } from '../../server/models/silence-forecast.ts';
import { type OriginForecasts, silenceForecasters } from '../../server/models/silence-origin.ts';
import { communityTask } from '../../server/models/silence-task.ts';

interface Line {
  readonly p: number;
  readonly silent?: 0 | 1 | -1;
  /** Operational days since the last active one. */
  readonly quiet?: number;
  readonly activeDays?: number;
}

const population = { r: 2, alpha: 20, a: 0.5, b: 9 };

function origin(at: number, closed: number, lines: readonly Line[]): OriginForecasts {
  const p = Float64Array.from(lines, (line) => line.p);
  return {
    at,
    closed,
    entity: Uint32Array.from(lines.keys()),
    quiet: Float64Array.from(lines, ({ quiet = 5 }) => quiet),
    operational: {
      x: Float64Array.from(lines, ({ activeDays = 20 }) => activeDays - 1),
      tx: Float64Array.from(lines, () => 100),
      T: Float64Array.from(lines, ({ quiet = 5 }) => 100 + quiet),
    },
    silent: Int8Array.from(lines, ({ silent = -1 }) => silent),
    p: Object.fromEntries(silenceForecasters.map((forecaster) => [forecaster, p])) as OriginForecasts['p'],
    population,
    operationalHorizon: 60,
  };
}

const repeated = (times: number, line: Line): Line[] => Array.from({ length: times }, () => line);
const thresholds = (lines: readonly Line[], closed = 500) =>
  silenceForecasts(communityTask, [origin(0, closed, lines), origin(90, 900, [])], 1).thresholds;

describe('thresholds', () => {
  const sure: Line[] = [...repeated(18, { p: 0.9, silent: 1 }), ...repeated(2, { p: 0.9, silent: 0 })];

  it('act where 70 % of the past alarms came true', () => {
    // 18 of 20 at 0.9; with ten more at 0.6, of which three came, 21 of 30: still 70 %. One more miss is too many.
    const even = [...sure, ...repeated(3, { p: 0.6, silent: 1 }), ...repeated(7, { p: 0.6, silent: 0 })] as Line[];
    expect(thresholds(even)).toEqual({ watch: 0.5, act: 0.6, cases: 30, came: 21 });
    expect(thresholds([...even, { p: 0.6, silent: 0 }])).toEqual({ watch: 0.5, act: 0.9, cases: 20, came: 18 });
  });

  it('act at no less than even odds', () => {
    expect(thresholds([...sure, ...repeated(50, { p: 0.4, silent: 1 })]).act).toBe(0.9);
  });

  it('count neither who was dormant already, nor what is not known, nor what was said before anything could be learnt', () => {
    const doubtful: Line[] = [
      ...repeated(30, { p: 0.95, silent: 1, quiet: 60 }),
      ...repeated(30, { p: 0.95, silent: -1 }),
    ];
    expect(thresholds([...sure, ...doubtful])).toEqual({ watch: 0.5, act: 0.9, cases: 20, came: 18 });
    expect(thresholds(sure, 0).act).toBeNull();
  });

  it('are not given on fewer than 20 alarms', () => {
    expect(thresholds(sure.slice(1))).toEqual({ watch: 0.5, act: null, cases: 0, came: 0 });
  });
});

describe('forecasts of today', () => {
  const lines: Line[] = [
    { p: 0.2, activeDays: 5 },
    { p: 0.2, activeDays: 4 },
    { p: 0.7, quiet: 40 },
  ];
  const today = (closed: number) => silenceForecasts(communityTask, [origin(90, closed, lines)], 1);

  it('are those of the last origin, within their interval', () => {
    const { forecasts, closed } = today(200);
    expect(closed).toBe(200);
    expect(forecasts.map(({ entity, probability }) => [entity, probability])).toEqual([
      [0, 0.2],
      [1, 0.2],
      [2, 0.7],
    ]);
    for (const { probability, low, high } of forecasts) {
      expect(low).toBeLessThan(probability);
      expect(high).toBeGreaterThan(probability);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
    }
    expect(silenceForecasts(communityTask, [origin(90, 200, lines)], 1).forecasts).toEqual(forecasts);
  });

  it('are still learning before 200 closed cases and before five active days', () => {
    expect(today(200).forecasts.map(({ learning }) => learning)).toEqual([false, true, false]);
    expect(today(199).forecasts.map(({ learning }) => learning)).toEqual([true, true, true]);
  });

  it('are none without a past', () => {
    expect(silenceForecasts(communityTask, [], 1)).toEqual({
      forecasts: [],
      thresholds: { watch: 0.5, act: null, cases: 0, came: 0 },
      closed: 0,
    });
  });
});
