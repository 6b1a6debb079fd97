import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AmbassadorEvidence } from '../../server/models/ambassador-facets.ts';
import { facetsOn } from '../../server/models/ambassador-facets-of-all.ts';
import { noneMoved } from '../../server/models/dated-partners.ts';
import { everyWeekOnce, writtenEvidence } from '../../server/models/written-exchange.ts';

type Line = readonly [from: number, to: number, week: number, weight: number, replied: number];

const weeks = 4;
const known = 10;
/** Nobody has written to this person, who is alone in a department. */
const stranger = known;

/** What facets look at when these people wrote these lines, each person replying twice in one community. */
function evidenceOf(lines: readonly Line[], departments: readonly number[]): AmbassadorEvidence {
  const people = known + 1;
  const sorted = lines
    .filter(([from, to], at) => from !== to && lines.findIndex((line) => sameWeek(line, lines[at])) === at)
    .toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  const column = (k: 0 | 1 | 2 | 3 | 4): number[] => sorted.map((line) => line[k]);
  return {
    written: writtenEvidence(people, weeks, column(0), column(1), column(2), column(3), column(4)),
    partnersAt: { departmentOf: Int32Array.from([...departments, 5]), departments: 6, moved: noneMoved() },
    visible: new Uint8Array(people * weeks).fill(1),
    present: new Float64Array(people * weeks).fill(1),
    replyOffsets: Uint32Array.from({ length: people + 1 }, (_, person) => person),
    replyCommunity: new Uint32Array(people),
    replyWeek: new Uint8Array(people),
    replyCount: new Uint32Array(people).fill(2),
    questions: null,
  };
}

const sameWeek = (a: Line, b: Line | undefined): boolean => a[0] === b?.[0] && a[1] === b[1] && a[2] === b[2];

const line = fc.tuple(
  fc.nat(known - 1),
  fc.nat(known - 1),
  fc.nat(weeks - 1),
  fc.double({ min: 0.01, max: 5, noNaN: true }),
  fc.nat(1),
);
const house = fc.tuple(
  fc.array(line, { maxLength: 60 }),
  fc.array(fc.integer({ min: -1, max: 4 }), { minLength: known, maxLength: known }),
  fc.nat(known - 1),
);
const once = everyWeekOnce(weeks);

it('crossing never falls, nor do responsiveness and dialogue, by an exchange with somebody of a new department', () => {
  let grew = 0;
  fc.assert(
    fc.property(house, fc.double({ min: 0.01, max: 5, noNaN: true }), ([lines, departments, person], weight) => {
      const people = Uint32Array.of(person);
      const before = facetsOn(evidenceOf(lines, departments), people, once);
      const exchange: Line[] = [
        [person, stranger, 0, weight, 1],
        [stranger, person, 1, weight, 1],
      ];
      const after = facetsOn(evidenceOf([...lines, ...exchange], departments), people, once);
      for (const facet of ['cross', 'responsiveness', 'dialogue'] as const) {
        expect(after[facet][0], facet).toBeGreaterThanOrEqual((before[facet][0] ?? Number.NaN) - 1e-12);
      }
      if ((after.cross[0] ?? 0) > (before.cross[0] ?? 0)) grew++;
    }),
  );
  expect(grew).toBeGreaterThan(50);
});
