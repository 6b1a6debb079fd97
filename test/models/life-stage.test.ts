import { describe, expect, it } from 'vitest';
import { type Attendance, lifeStage } from '../../server/models/life-stage.ts';
import { operationalClock } from '../../server/models/operational-clock.ts';

const calendar = operationalClock([], [], 0, 2000, 7);
/** A Monday. */
const start = 4;

/** So many people in each week from `start`, each once, from Monday to Friday in turn; the first of them animate it. */
function weeksOf(people: readonly number[], options: { animators?: number; bornOn?: number | null } = {}): Attendance {
  const lines = people.flatMap((count, week) =>
    Array.from({ length: count }, (_, who) => ({ day: start + 7 * week + (who % 5), who })),
  );
  lines.sort((a, b) => a.day - b.day);
  return {
    day: Int32Array.from(lines, ({ day }) => day),
    person: Int32Array.from(lines, ({ who }) => who),
    animates: Uint8Array.from(lines, ({ who }) => Number(who < (options.animators ?? 0))),
    clock: calendar,
    bornOn: options.bornOn === undefined ? start : options.bornOn,
  };
}

const steady = (weeks: number, people: number): number[] => Array.from({ length: weeks }, () => people);
/** The day after the last of so many weeks: a Monday. */
const after = (weeks: number): number => start + 7 * weeks;

describe('the stage of a community', () => {
  it('is maturity when as many people come every week', () => {
    const { stage, people, mostPeople, trend, tookOffOn } = lifeStage(weeksOf(steady(40, 8)), after(40));
    expect({ stage, people, mostPeople }).toEqual({ stage: 'maturity', people: 8, mostPeople: 8 });
    expect(trend?.slope).toBeCloseTo(0, 9);
    // The third of three weeks in a row ended on its Friday.
    expect(tookOffOn).toBe(start + 14 + 5);
  });

  it('is decline when fewer come each week and they are few beside the best of the year', () => {
    const { stage, people, mostPeople, trend } = lifeStage(
      weeksOf([...steady(30, 12), 12, 11, 10, 9, 8, 7, 6, 6, 5, 5, 4, 4, 4, 4]),
      after(44),
    );
    expect({ stage, people, mostPeople }).toEqual({ stage: 'decline', people: 4, mostPeople: 12 });
    expect(trend?.high).toBeLessThan(0);
  });

  it('reads the trend off the last twelve weeks', () => {
    const attendance = weeksOf([...steady(30, 12), 12, 11, 10, 9, 8, 7, 6, 6, 5, 5, 4, 4]);
    // Quasi-Poisson regression in numpy on 12, 11, 10, 9, 8, 7, 6, 6, 5, 5, 4, 4; 7 people a week ago is no decline yet.
    const { trend, people, decidedOn } = lifeStage(attendance, after(42));
    expect(decidedOn).toBe(after(42));
    expect(people).toBe(5);
    expect(trend?.slope).toBeCloseTo(-0.10545508058434075, 9);
    expect(trend?.low).toBeCloseTo(-0.11267049552290649, 8);
  });

  it('is no decline while most of the people of the year still come', () => {
    // The same slope; the best of the year is 6, and 5 is more than 0.6 of it.
    const gentle = [...steady(30, 6), 6, 6, 6, 6, 6, 6, 5, 5, 5, 5, 5, 5, 5, 5];
    expect(lifeStage(weeksOf(gentle), after(44)).stage).toBe('maturity');
  });

  it('is growth when more come each week', () => {
    const { stage, trend } = lifeStage(
      weeksOf([...steady(20, 5), 4, 5, 5, 6, 6, 7, 8, 9, 9, 10, 12, 13, 14]),
      after(33),
    );
    expect(stage).toBe('growth');
    expect(trend?.low).toBeGreaterThan(0);
  });

  it('is the launch for 90 days and until two Mondays in a row agree that it is over', () => {
    const attendance = weeksOf(steady(20, 8));
    // Day 94 is the ninetieth after its birth; 95 and 102 are the Mondays that follow.
    expect(lifeStage(attendance, 94).stage).toBe('launch');
    expect(lifeStage(attendance, 95).stage).toBe('launch');
    expect(lifeStage(attendance, 101).stage).toBe('launch');
    expect(lifeStage(attendance, 102).stage).toBe('maturity');
  });

  it('stays the launch until three who do not animate it come with two others three weeks in a row', () => {
    expect(lifeStage(weeksOf(steady(30, 5), { animators: 3 }), after(30)).stage).toBe('launch');
    expect(lifeStage(weeksOf(steady(30, 5), { animators: 2 }), after(30)).stage).toBe('maturity');
    const broken = Array.from({ length: 30 }, (_, week) => (week % 3 === 2 ? 4 : 8));
    expect(lifeStage(weeksOf(broken), after(30)).stage).toBe('launch');
    expect(lifeStage(weeksOf(broken), after(30)).tookOffOn).toBeNull();
  });

  it('is a small group with never five together, or with never a take-off in a year', () => {
    expect(lifeStage(weeksOf(steady(30, 4)), after(30)).stage).toBe('small_group');
    expect(lifeStage(weeksOf(steady(60, 5), { animators: 3 }), after(60)).stage).toBe('small_group');
  });

  it('takes a community that is older than the data for launched', () => {
    expect(lifeStage(weeksOf(steady(8, 8), { bornOn: null }), after(8)).stage).toBe('maturity');
  });

  it('says nothing of a trend before six weeks', () => {
    expect(lifeStage(weeksOf(steady(5, 8), { bornOn: null }), after(5))).toMatchObject({
      stage: 'maturity',
      trend: null,
    });
  });
});
