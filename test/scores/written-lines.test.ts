import { expect, it } from 'vitest';
import { tieParameters } from '../../server/contract/tie-parameters.ts';
import { linesOf, weightRows, weightsOf, type WrittenLines } from '../../server/scores/written-lines.ts';

const lines: WrittenLines = {
  from: Uint32Array.of(0, 0, 3),
  to: Uint32Array.of(1, 2, 1),
  week: Uint8Array.of(4, 0, 2),
  replied: Uint8Array.of(1, 0, 0),
  sums: { reply: Float64Array.of(2, 0, 0), mention: Float64Array.of(0.5, 0, 1), message: Float64Array.of(0, 3, 1) },
};
const parameters = { ...tieParameters, reply_weight: 1, mention_weight: 0.5, message_weight: 2 };

it('weighs the sum of each kind', () => {
  expect([...weightsOf(lines, parameters, ['reply', 'mention', 'message'])]).toEqual([2.25, 6, 2.5]);
  expect([...weightsOf(lines, parameters, ['reply', 'mention'])]).toEqual([2.25, 0, 0.5]);
  const heavier = { ...parameters, reply_weight: 2 };
  expect([...weightRows(lines, [parameters, heavier], ['reply', 'mention'])]).toEqual([2.25, 0, 0.5, 4.25, 0, 0.5]);
});

it('keeps the lines that hold something of the kinds', () => {
  const kept = linesOf(lines, ['reply', 'mention']);
  expect([...kept.from]).toEqual([0, 3]);
  expect([...kept.to]).toEqual([1, 1]);
  expect([...kept.week]).toEqual([4, 2]);
  expect([...kept.replied]).toEqual([1, 0]);
  expect([...weightsOf(kept, parameters, ['reply', 'mention'])]).toEqual([2.25, 0.5]);
  expect(linesOf(lines, ['reply', 'mention', 'message'])).toBe(lines);
});
