import { describe, expect, it } from 'vitest';
import intervals from '../../fixtures/oracle/intervals.json' with { type: 'json' };
import {
  type ActivationEvidence,
  activationEffect,
  activationRatio,
  clearlyAbove,
} from '../../server/models/activation-effect.ts';

const day = 86_400;
const [a, b, c] = [0, 1, 2];

/**
 * Two places. In the first, a opens a thread on days 0 and 10, b on day 20, somebody deleted on day 21; c wrote in the
 * thread of day 20 an hour after it was opened. In the second, b alone opens one, on day 20.
 */
const threads = {
  people: 6,
  threadOffsets: Uint32Array.of(0, 4, 5),
  startedAt: Float64Array.of(0, 10 * day, 20 * day, 21 * day, 20 * day),
  starter: Int32Array.of(a, a, b, -1, b),
  writerOffsets: Uint32Array.of(0, 0, 0, 1, 1, 1),
  writer: Uint32Array.of(c),
  wroteAt: Float64Array.of(20 * day + 3600),
};

const withNewcomers = (lines: readonly (readonly [at: number, joined: number, addressee: number])[]) =>
  activationEffect({
    ...threads,
    firstAt: Float64Array.from(lines, ([at]) => at),
    joined: Int32Array.from(lines, ([, joined]) => joined),
    addressee: Int32Array.from(lines, ([, , addressee]) => addressee),
  } satisfies ActivationEvidence);

describe('the activation effect, worked out by hand', () => {
  it('expects of each author their share of the threads of the place in the 14 days before', () => {
    // On day 22 three threads are at most 14 days old: one of a, one of b, one deleted. The first of a is 22 days old.
    const effect = withNewcomers([
      [22 * day, 1, a],
      [22 * day, 1, a],
      [22 * day, 2, b],
    ]);
    expect([...effect.activated]).toEqual([2, 1, 0, 0, 0, 0]);
    expect([...effect.expected].map((value) => Number(value.toFixed(12)))).toEqual([1, 1, 0, 0, 0, 0]);
    expect(effect).toMatchObject({ newcomers: 3, joined: 3 });
  });

  it('stays inside the place: alone there, b has whom chance would give', () => {
    const effect = withNewcomers([[22 * day, 4, b]]);
    expect(effect.activated[b]).toBe(1);
    expect(effect.expected[b]).toBe(1);
    expect(effect.expected[a]).toBe(0);
  });

  it('counts who is answered in somebody else’s thread too, and expects it of those who had written there', () => {
    // Both newcomers of b's thread found c there, one of the two turned to c: q = 1/2.
    // Each of the three newcomers adds 1/3 to a and b, and 1/3 · 1/2 to c.
    const effect = withNewcomers([
      [22 * day, 2, c],
      [22 * day, 2, b],
      [22 * day, 1, a],
    ]);
    expect([...effect.activated].slice(0, 3)).toEqual([1, 2, 1]);
    expect(effect.expected[a]).toBeCloseTo(1, 12);
    expect(effect.expected[b]).toBeCloseTo(1, 12);
    expect(effect.expected[c]).toBeCloseTo(0.5, 12);
  });

  it('knows nobody in a thread before they wrote there', () => {
    const effect = withNewcomers([[20 * day + 1800, 2, c]]);
    expect([...effect.activated].slice(0, 3)).toEqual([0, 1, 0]);
    expect(effect.expected[c]).toBe(0);
  });

  it('leaves out first words of their own, in an old thread or before any', () => {
    const effect = withNewcomers([
      [22 * day, -1, -1],
      [14 * day + 1, 0, a],
    ]);
    expect(effect).toMatchObject({ newcomers: 2, joined: 0 });
    expect([...effect.activated, ...effect.expected].every((value) => value === 0)).toBe(true);
  });

  it('counts a thread that is exactly 14 days old', () => {
    // a's two threads are open then: whatever is joined, a is expected.
    const effect = withNewcomers([[14 * day, 0, a]]);
    expect([effect.activated[a], effect.expected[a]]).toEqual([1, 1]);
  });
});

describe('who is clearly above their share', () => {
  const clear = (activated: readonly number[], expected: readonly number[]) => [
    ...clearlyAbove({
      activated: Uint32Array.from(activated),
      expected: Float64Array.from(expected),
      newcomers: 0,
      joined: 0,
    }),
  ];

  it('is nobody of whom fewer than one was expected, however many there are', () => {
    expect(clear([9, 9], [0.9, 1])).toEqual([0, 1]);
  });

  it('is nobody by what chance gives to one of many', () => {
    // Five or more where one is expected: 0.00366. Alone it stands; among 30, 0.11 is above a tenth.
    const among = (people: number) => clear([5, ...Array<number>(people - 1).fill(1)], Array<number>(people).fill(1));
    expect(among(1)).toEqual([1]);
    expect(among(27)[0]).toBe(1);
    expect(among(28)).not.toContain(1);
  });

  it('is nobody below their share', () => expect(clear([3, 40], [40, 40])).toEqual([0, 0]));
});

describe('observed ÷ expected', () => {
  it.each(intervals.oe_ratio)('$observed of $expected', ({ observed, expected, ratio, ci95 }) => {
    const found = activationRatio(observed, expected);
    expect(found?.ratio).toBeCloseTo(ratio, 9);
    expect(found?.lower).toBeCloseTo(ci95[0] ?? NaN, 9);
    expect(found?.upper).toBeCloseTo(ci95[1] ?? NaN, 9);
  });

  it('is unknown when nothing is expected', () => expect(activationRatio(0, 0)).toBeNull());
});
