import { describe, expect, it } from 'vitest';
import { operationalClock } from '../../server/models/operational-clock.ts';

/** Thirty entities active every day of a hundred days, but for the days that `isRest` names. */
function activity(isRest: (day: number) => boolean, entities = 30): { entity: number[]; day: number[] } {
  const entity: number[] = [];
  const day: number[] = [];
  for (let d = 0; d < 100; d++) {
    for (let e = 0; e < entities; e++) {
      if (isRest(d)) continue;
      entity.push(e);
      day.push(d);
    }
  }
  return { entity, day };
}

const clockOf = ({ entity, day }: { entity: number[]; day: number[] }, window = 7) =>
  operationalClock(entity, day, 0, 100, window);

describe('the operational clock', () => {
  it('runs as the calendar when every day is alike', () => {
    const clock = clockOf(activity(() => false));
    expect(clock.between(0, 100)).toBeCloseTo(100, 9);
    expect(clock.between(10, 17)).toBeCloseTo(7, 9);
  });

  it('nearly stops in a common silence: a week to slow down, then a tenth a day', () => {
    // Days 50 to 69 are silent. Mean of the last seven days: 6/7, 5/7 … 1/7, then 0, clipped at 0.1.
    const clock = clockOf(activity((d) => d >= 50 && d < 70));
    expect(clock.between(50, 70)).toBeCloseTo(21 / 7 + 14 * 0.1, 9);
    // And it takes a week to come back: 1/7 … 7/7.
    expect(clock.between(70, 77)).toBeCloseTo(28 / 7, 9);
  });

  it('counts per head: twice as many entities do not make time run faster', () => {
    const few = activity(() => false);
    const entity = [...few.entity];
    const day = [...few.day];
    for (let d = 50; d < 100; d++) {
      for (let e = 100; e < 130; e++) {
        entity.push(e);
        day.push(d);
      }
    }
    const clock = clockOf({ entity, day });
    // The newcomers count as heads at once but in the mean of a week only little by little.
    expect(clock.between(57, 100)).toBeCloseTo(43, 9);
    expect(clock.between(50, 57)).toBeLessThanOrEqual(7);
  });

  it('forgets an entity that has not spoken for ninety days', () => {
    const { entity, day } = activity(() => false);
    const once = Array.from({ length: 30 }, (_, e) => 1000 + e);
    const clock = clockOf({ entity: [...entity, ...once], day: [...day, ...once.map(() => 0)] });
    // Sixty heads until day 89, thirty after: half the rate, then the double of it.
    expect(clock.rates[95]).toBeCloseTo(2 * Number(clock.rates[50]), 9);
  });

  it('is the calendar when there is too little activity to tell', () => {
    const clock = clockOf(activity((d) => d > 20 && d % 3 > 0, 2));
    expect(clock.between(0, 100)).toBe(100);
    expect(operationalClock([], [], 0, 50, 7).between(5, 45)).toBe(40);
  });

  it('slows on the first day of a holiday that the calendar expects, and activity corrects what was expected', () => {
    const holiday = (day: number) => (day >= 50 && day < 70 ? 0.5 : 1);
    const { entity, day } = activity(() => false);
    // A third of the thirty write each day of the holiday, 0.5 was expected.
    const third = entity.flatMap((who, k) => ((day[k] ?? 0) >= 50 && (day[k] ?? 0) < 70 && who >= 10 ? [] : k));
    const clock = operationalClock(
      third.map((k) => entity[k] ?? 0),
      third.map((k) => day[k] ?? 0),
      0,
      100,
      7,
      holiday,
    );
    // Day 50: six days at 30 and one at 10 where 6.5 ordinary days were expected; from day 56 on, a third.
    expect(clock.rates[49]).toBeCloseTo(1, 9);
    expect(clock.rates[50]).toBeCloseTo((0.5 * (6 + 1 / 3)) / 6.5, 9);
    expect(clock.rates[56]).toBeCloseTo(1 / 3, 9);
    // Day 70: six days at 10 and one at 30 where 4 ordinary days were expected.
    expect(clock.rates[70]).toBeCloseTo(3 / 4, 9);
    expect(clock.rates[76]).toBeCloseTo(1, 9);
  });

  it('does not take the lull for the usual when most of a short history is lull', () => {
    // Forty days at 30 in which half is expected, then twenty at 60: the median of the raw activity is that of the lull.
    const entity: number[] = [];
    const day: number[] = [];
    for (let d = 0; d < 60; d++) {
      for (let e = 0; e < 60; e++) {
        if (d < 40 && (e + d) % 2 === 0) continue;
        entity.push(e);
        day.push(d);
      }
    }
    const known = operationalClock(entity, day, 0, 60, 7, (d) => (d < 40 ? 0.5 : 1));
    const blind = operationalClock(entity, day, 0, 60, 7);
    expect(known.rates[30]).toBeCloseTo(0.5, 9);
    expect(known.rates[55]).toBeCloseTo(1, 9);
    expect(blind.rates[30]).toBeCloseTo(1, 9);
  });

  it('is the calendar alone when there is too little activity', () => {
    const clock = operationalClock([], [], 0, 50, 7, (day) => (day < 10 ? 0.25 : 1));
    expect(clock.between(5, 20)).toBeCloseTo(5 * 0.25 + 10, 12);
  });

  it('runs as the calendar outside the data', () => {
    const clock = clockOf(activity(() => false));
    expect(clock.between(-10, 0)).toBe(10);
    expect(clock.between(100, 130)).toBeCloseTo(30, 9);
  });
});
