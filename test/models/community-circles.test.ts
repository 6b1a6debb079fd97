import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { communityCircles } from '../../server/models/community-circles.ts';

type Spell = readonly [person: number, community: number, since: number, until: number];
type Contribution = readonly [person: number, community: number, day: number];

const circlesOf = (people: number, spells: readonly Spell[], made: readonly Contribution[], isOpenToAll = [0, 0, 0]) =>
  communityCircles({
    people,
    communities: isOpenToAll.length,
    spells: {
      person: spells.map(([person]) => person),
      community: spells.map(([, community]) => community),
      since: spells.map(([, , since]) => since),
      until: spells.map(([, , , until]) => until),
    },
    contributions: {
      person: Int32Array.from(made, ([person]) => person),
      community: Int32Array.from(made, ([, community]) => community),
      day: Int32Array.from(made, ([, , day]) => day),
    },
    presentFor: 10,
    isOpenToAll: Uint8Array.from(isOpenToAll),
  });

describe('a community in common', () => {
  it('brings its members together while both are in it, but for the community asked to be left aside', () => {
    const inCircle = circlesOf(
      4,
      [
        [0, 1, 0, 100],
        [1, 1, 50, 80],
      ],
      [],
    );
    expect([49, 50, 79, 80].map((day) => inCircle(0, 1, day))).toEqual([false, true, true, false]);
    expect(inCircle(0, 1, 60, 1)).toBe(false);
    expect(inCircle(0, 1, 60, 2)).toBe(true);
    expect(inCircle(0, 2, 60)).toBe(false);
  });

  it('brings those together who contributed there, from the next day on and for so many days', () => {
    const inCircle = circlesOf(
      4,
      [[0, 2, -1e9, 1e9]],
      [
        [1, 2, 40],
        [1, 2, 20],
        [1, 2, 31],
      ],
    );
    const days = [20, 21, 30, 31, 32, 41, 50, 51];
    expect(days.map((day) => inCircle(0, 1, day))).toEqual([false, true, true, false, true, true, true, false]);
    expect(days.map((day) => inCircle(1, 0, day))).toEqual([false, true, true, false, true, true, true, false]);
  });

  it('is none where everybody is, nor where more than half of the people ever were', () => {
    const always = (person: number, community: number): Spell => [person, community, 0, 100];
    const both = [always(0, 0), always(1, 0)];
    expect(circlesOf(4, both, [])(0, 1, 50)).toBe(true);
    expect(circlesOf(4, both, [], [1, 0, 0])(0, 1, 50)).toBe(false);
    // A third person, who came once.
    expect(circlesOf(4, both, [[2, 0, 90]])(0, 1, 50)).toBe(false);
    expect(circlesOf(6, both, [[2, 0, 90]])(0, 1, 50)).toBe(true);
  });

  it('is what going through every spell and contribution finds', () => {
    const day = fc.integer({ min: 0, max: 40 });
    const person = fc.integer({ min: 0, max: 5 });
    const community = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(person, community, day, day), { maxLength: 6 }),
        fc.array(fc.tuple(person, community, day), { maxLength: 30 }),
        (spells, made) => {
          const inCircle = circlesOf(6, spells, made, [0, 0, 1, 0]);
          const isIn = (one: number, where: number, on: number): boolean =>
            spells.some(([who, what, since, until]) => who === one && what === where && since <= on && on < until) ||
            made.some(([who, what, at]) => who === one && what === where && at < on && on <= at + 10);
          const known = (where: number): number =>
            new Set([...spells, ...made].flatMap(([who, what]) => (what === where ? [who] : []))).size;
          const counts = [0, 1, 2, 3].filter((where) => where !== 2 && known(where) <= 3);
          for (let on = 0; on <= 52; on += 4) {
            for (const [one, other] of [
              [0, 1],
              [2, 3],
              [5, 4],
            ] as const) {
              const inCommon = counts.filter((where) => isIn(one, where, on) && isIn(other, where, on));
              expect(inCircle(one, other, on)).toBe(inCommon.length > 0);
              expect(inCircle(one, other, on, 0)).toBe(inCommon.some((where) => where !== 0));
            }
          }
        },
      ),
    );
  });
});
