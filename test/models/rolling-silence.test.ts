import { describe, expect, it } from 'vitest';
import { random } from '../../server/graph/random.ts';
import { activityHistory } from '../../server/models/activity-history.ts';
import { rollingSilence } from '../../server/models/rolling-silence.ts';
import { silenceForecasters } from '../../server/models/silence-origin.ts';
import { memberTask } from '../../server/models/silence-task.ts';

type Line = readonly [entity: number, day: number, part: number, amount: number];

/** Forty people for 172 days from a fixed stream: each with a pace, a third of them stop. */
const lines: readonly Line[] = (() => {
  const stream = random(28);
  const found: Line[] = [];
  for (let entity = 0; entity < 40; entity++) {
    const stops = entity % 3 === 0 ? 60 + 2 * entity : 172;
    for (let day = entity % 20; day < stops; day += 1 + stream.below(2 + (entity % 12))) {
      found.push([entity, day, stream.below(3), 1 + stream.below(4)]);
    }
  }
  return found;
})();

const end = 172;

function runOf(rows: readonly Line[], endedOn = new Float64Array(40).fill(Number.POSITIVE_INFINITY)) {
  const sorted = [...rows].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  const column = (at: 0 | 1 | 2 | 3) => sorted.map((row) => row[at]);
  const history = activityHistory({ entity: column(0), day: column(1), part: column(2), amount: column(3) }, endedOn);
  return [...rollingSilence(memberTask, history, 0, end)];
}

const run = runOf(lines);
const at = (origins: ReturnType<typeof runOf>, day: number) => origins.find((origin) => origin.at === day);

describe('forecasts from one origin after the other', () => {
  it('stand every seven days up to today', () => {
    expect(run.map((origin) => origin.at)).toEqual(Array.from({ length: 21 }, (_, k) => 32 + 7 * k));
  });

  it('know nothing of a day and later at that day', () => {
    // From day 109 on nobody speaks any more, or everybody does on every day; before it nothing is changed.
    const known = lines.filter((line) => line[1] < 109);
    const silent = runOf(known);
    const busy = runOf([
      ...known,
      ...Array.from({ length: 40 * 63 }, (_, k): Line => [k % 40, 109 + Math.floor(k / 40), 0, 50]),
    ]);
    for (const origin of run.filter((one) => one.at <= 109)) {
      for (const other of [at(silent, origin.at), at(busy, origin.at)]) {
        expect(other?.entity).toEqual(origin.entity);
        expect(other?.features).toEqual(origin.features);
        expect(other?.p).toEqual(origin.p);
      }
    }
    // The future does change what comes after, so that the comparison above can fail.
    expect(at(silent, 116)?.p.mbg).not.toEqual(at(run, 116)?.p.mbg);
    expect(at(busy, 137)?.p.combined).not.toEqual(at(run, 137)?.p.combined);
  });

  it('do not learn from an outcome before its whole window has gone by', () => {
    // A silence announced by the number of the person alone: whoever has an even one says nothing from day 102 on.
    const announced = runOf(lines.filter((line) => line[1] < 102 || line[0] % 2 === 1));
    expect(at(announced, 102)?.p).toEqual(at(run, 102)?.p);
    // Once its windows have gone by, it is learnt from.
    expect(at(announced, 130)?.p.climatology[0]).not.toBe(at(run, 130)?.p.climatology[0]);
    for (const origin of run) {
      const closedBefore = run.filter((one) => one.at + 28 <= origin.at);
      expect(origin.closed).toBe(closedBefore.reduce((sum, one) => sum + one.silent.length, 0));
    }
  });

  it('say what came, and -1 while nobody knows', () => {
    for (const origin of run) {
      origin.entity.forEach((entity, k) => {
        const spoke = lines.some((line) => line[0] === entity && line[1] >= origin.at && line[1] < origin.at + 28);
        expect(origin.silent[k]).toBe(origin.at + 28 > end ? -1 : spoke ? 0 : 1);
        const last = Math.max(
          ...lines.filter((line) => line[0] === entity && line[1] < origin.at).map((line) => line[1]),
        );
        expect(origin.quiet[k]).toBe(origin.at - last);
        expect(origin.at - last).toBeLessThanOrEqual(90);
      });
    }
  });

  it('leave out who has ended, and do not count a silence that an end explains', () => {
    // The first person left on day 100: forecast up to then, never judged on a window that reaches beyond.
    const endedOn = new Float64Array(40).fill(Number.POSITIVE_INFINITY).with(0, 100);
    for (const origin of runOf(lines, endedOn)) {
      const row = origin.entity.indexOf(0);
      expect(row >= 0).toBe(origin.at < 100);
      if (row >= 0) expect(origin.silent[row] === -1).toBe(origin.at + 28 > 100);
    }
  });

  it('are probabilities, the same at every run', () => {
    const again = runOf(lines);
    run.forEach((origin, k) => {
      for (const forecaster of silenceForecasters) {
        expect(origin.p[forecaster].every((p) => p >= 0 && p <= 1)).toBe(true);
        expect(again[k]?.p[forecaster]).toEqual(origin.p[forecaster]);
      }
    });
  });

  it('are the model alone at first, then half the regression, then whichever has been right', () => {
    const first = run[0];
    expect(first?.p.combined.every((p, k) => Math.abs(p - (first.p.mbg_operational[k] ?? 0)) < 1e-12)).toBe(true);
    // Origins of days 32 to 53 are closed from 60 on; those that hold a regression from 88 on.
    const odds = (p: number | undefined) => Math.log((p ?? 0) / (1 - (p ?? 0)));
    const half = at(run, 74);
    half?.p.combined.forEach((p, k) =>
      expect(odds(p)).toBeCloseTo((odds(half.p.mbg_recalibrated[k]) + odds(half.p.regression[k])) / 2, 6),
    );
    // Day 95: origins 60 and 67 have been scored.
    const scored = run.filter((one) => one.at >= 60 && one.at + 28 <= 95);
    const brier = (which: 'mbg_recalibrated' | 'regression') => {
      let [sum, mass] = [0, 0];
      for (const one of scored) {
        one.p[which].forEach((p, k) => {
          const weight = 2 ** ((one.at - 95) / 60);
          sum += weight * (p - (one.silent[k] ?? 0)) ** 2;
          mass += weight;
        });
      }
      return sum / mass;
    };
    const [model, regression] = [Math.exp(-80 * brier('mbg_recalibrated')), Math.exp(-80 * brier('regression'))];
    const share = regression / (model + regression);
    const mixed = at(run, 95);
    mixed?.p.combined.forEach((p, k) =>
      expect(odds(p)).toBeCloseTo(
        (1 - share) * odds(mixed.p.mbg_recalibrated[k]) + share * odds(mixed.p.regression[k]),
        6,
      ),
    );
    expect(mixed?.p.combined.length).toBeGreaterThan(20);
  });
});
