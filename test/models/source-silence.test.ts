import { describe, expect, it } from 'vitest';
import { operationalClock } from '../../server/models/operational-clock.ts';
import { sourceSilentSince } from '../../server/models/source-silence.ts';

const calendar = operationalClock([], [], 0, 1000, 7);
/** Every `step` days up to a day. */
const every = (step: number, to: number): number[] =>
  Array.from({ length: Math.floor(to / step) + 1 }, (_, k) => to - step * k).reverse();

const three = [every(2, 300), every(3, 299), every(4, 298)];

describe('a silence common to a whole source', () => {
  it('is a hole in the data, known from its first day', () => {
    // Active days: all but few of 300; P = ((8 + 300) / (8 + 300 + 20)) ** ~250, far below 1 %.
    expect(sourceSilentSince(three, 321, calendar)).toBe(300);
  });

  it('is none before two weeks, nor while one community speaks', () => {
    expect(sourceSilentSince(three, 314, calendar)).toBeNull();
    expect(sourceSilentSince(three, 315, calendar)).toBe(300);
    expect(sourceSilentSince([...three, [310]], 321, calendar)).toBeNull();
  });

  it('is none when fewer than three communities were alive: two may die together', () => {
    expect(sourceSilentSince([every(2, 300), every(3, 299), every(4, 210)], 340, calendar)).toBeNull();
    expect(sourceSilentSince([every(2, 300), every(3, 299), every(4, 211)], 340, calendar)).toBe(300);
  });

  it('is none where such silences are usual', () => {
    // Eleven active days in 300: ((8 + 300) / (8 + 300 + 20)) ** 11 = 0.5.
    expect(sourceSilentSince([every(30, 300), every(60, 300), every(90, 300)], 321, calendar)).toBeNull();
  });

  it('is none in a holiday of everybody, which the calendar foresees', () => {
    const slow = operationalClock([], [], 0, 1000, 7, (day) => (day > 300 ? 0.1 : 1));
    const weekly = [every(7, 300), every(14, 300), every(21, 300)];
    // 43 active days: 29 days of silence have the chance (308 / 337) ** 43 = 0.02; 45 days, 0.003 as days and 0.5 as 4.5.
    expect(sourceSilentSince(weekly, 346, calendar)).toBe(300);
    expect(sourceSilentSince(weekly, 346, slow)).toBeNull();
  });

  it('is none where nobody ever wrote', () => {
    expect(sourceSilentSince([[], []], 300, calendar)).toBeNull();
  });
});
