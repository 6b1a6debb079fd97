import { describe, expect, it } from 'vitest';
import { random } from '../../server/graph/random.ts';
import { quantile } from '../../server/graph/statistics.ts';
import { type ActivityLines, activityHistory } from '../../server/models/activity-history.ts';
import { featureCount, featureReader } from '../../server/models/silence-features.ts';
import { activityOf, pastOf } from '../../server/models/silence-past.ts';
import { communityTask, memberTask, originsOf } from '../../server/models/silence-task.ts';

/** [entity, day, part, amount], sorted. */
const linesOf = (rows: readonly (readonly [number, number, number, number])[]): ActivityLines => ({
  entity: rows.map(([entity]) => entity),
  day: rows.map(([, day]) => day),
  part: rows.map(([, , part]) => part),
  amount: rows.map(([, , , amount]) => amount),
});

const history = activityHistory(
  linesOf([
    [0, 10, 0, 2],
    [0, 50, 0, 1],
    [0, 50, 1, 3],
    [0, 60, 0, 4],
    [0, 80, 2, 1],
    [0, 120, 0, 9],
    [2, 100, 1, 1],
    [3, 101, 1, 1],
  ]),
  new Float64Array(4).fill(Number.POSITIVE_INFINITY),
);

describe('the past of each entity', () => {
  const past = pastOf(history, 0, 101);

  it('holds the active days before the date asked for, each once', () => {
    expect([...past.entity]).toEqual([0, 2]);
    expect([...past.lastDay]).toEqual([80, 100]);
    expect([...past.calendar.x]).toEqual([3, 0]);
    expect([...past.calendar.tx]).toEqual([70, 0]);
    // From the middle of the first active day to the start of day 101.
    expect([...past.calendar.T]).toEqual([90.5, 0.5]);
  });

  it('is the same on the operational clock where there is too little for another one', () => {
    expect(past.operational).toEqual(past.calendar);
    expect(past.rate).toBe(1);
  });

  it('ends with those who left, as far as is known', () => {
    // The first entity ends on day 90; the second on the day it was last active, the third after the date asked for.
    const ended = { ...history, endedOn: Float64Array.of(90, Infinity, 100, 300) };
    expect([...pastOf(ended, 0, 110).calendar.T]).toEqual([79.5, 0.5, 8.5]);
    expect([...pastOf(ended, 0, 110).operational.T]).toEqual([79.5, 0.5, 8.5]);
    expect([...pastOf(ended, 0, 85).calendar.T]).toEqual([74.5]);
  });

  it('is read into features', () => {
    const features = new Float64Array(2 * featureCount);
    const read = featureReader(history, past);
    read(0, features, 0);
    read(1, features, featureCount);
    const expected = [
      // Quiet since the middle of day 80; one active day in 73 … 100, two in 45 … 72; gaps 40, 10, 20.
      ...[20.5, 20.5, 1, 2, 3, 90.5].map(Math.log1p),
      Math.log(21.5 / 21),
      ...[1, 8, 1].map(Math.log1p),
      1,
      ...[0.5, 0.5, 1, 0, 0, 0.5].map(Math.log1p),
      Math.log(1.5),
      ...[1, 0, 1].map(Math.log1p),
      1,
    ];
    expected.forEach((value, j) => expect(features[j]).toBeCloseTo(value, 12));
  });

  it('tells how much the largest part did of the last 28 days', () => {
    const features = new Float64Array(featureCount);
    featureReader(history, pastOf(history, 0, 70))(0, features, 0);
    // From day 42: 5 by part 0 and 3 by part 1.
    expect(features[7]).toBeCloseTo(Math.log(9), 12);
    expect(features[9]).toBeCloseTo(Math.log(3), 12);
    expect(features[10]).toBeCloseTo(5 / 8, 12);
    featureReader(history, pastOf(history, 0, 120))(0, features, 0);
    // Day 80 is 40 days back: nothing in the last 28.
    expect([features[7], features[9], features[10]]).toEqual([0, 0, 0]);
  });
});

it('the activity of later days does not change what the past was', () => {
  for (const at of [11, 55, 81, 101]) {
    const { clock, ...past } = pastOf(history, 0, at, activityOf(history, 0, 121));
    const { clock: alone, ...expected } = pastOf(history, 0, at);
    expect(past).toEqual(expected);
    expect(clock.rates).toEqual(alone.rates);
  }
});

describe('the usual gap of an entity', () => {
  it('is the median of its gaps, an even number of them and equal ones included', () => {
    const source = random(21);
    for (let round = 0; round < 60; round++) {
      const gaps = Array.from({ length: 1 + source.below(9) }, () => 1 + source.below(round < 30 ? 3 : 40));
      const days = gaps.reduce((known, gap) => [...known, (known.at(-1) ?? 0) + gap], [5]);
      const one = activityHistory(linesOf(days.map((day) => [0, day, 0, 1])), Float64Array.of(Infinity));
      const past = pastOf(one, 0, 1 + (days.at(-1) ?? 0));
      const features = new Float64Array(2 * featureCount);
      const read = featureReader(one, past);
      read(0, features, 0);
      // Half a day of quiet, beside the usual gap.
      expect(features[6]).toBe(Math.log1p(0.5) - Math.log1p(quantile(gaps, 0.5) ?? 0));
      // Nothing is left over from the first reading.
      read(0, features, featureCount);
      expect(features[featureCount + 6]).toBe(features[6]);
    }
  });
});

describe('origins', () => {
  it('go back from the end while one horizon of data is left before', () => {
    expect(originsOf(communityTask, 100, 221)).toEqual([161, 191, 221]);
    expect(originsOf(memberTask, 0, 42)).toEqual([28, 35, 42]);
    expect(originsOf(memberTask, 0, 27)).toEqual([]);
  });

  it('stand further apart in a long history', () => {
    const origins = originsOf(memberTask, 0, 1400);
    expect(origins.slice(-2)).toEqual([1386, 1400]);
    expect(origins.length).toBeLessThanOrEqual(100);
    expect(originsOf(memberTask, 0, 701).slice(-2)).toEqual([687, 701]);
    expect(originsOf(memberTask, 0, 700).slice(-2)).toEqual([693, 700]);
  });
});
