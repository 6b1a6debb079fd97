import { describe, expect, it } from 'vitest';
import {
  everyWeekOnce,
  exchangeOn,
  strongestWriters,
  writersTo,
  writtenEvidence,
} from '../../server/models/written-exchange.ts';

// 0 wrote to 1 in weeks 0 and 1, 1 to 0 in week 1, 2 to 1 in week 0 (a mention).
const evidence = writtenEvidence(3, 2, [0, 0, 1, 2], [1, 1, 0, 1], [0, 1, 1, 0], [1, 0.5, 2, 0.8], [1, 1, 1, 0]);

describe('what people wrote to each other', () => {
  it('adds up the weeks and knows the opposite direction', () => {
    const exchange = exchangeOn(evidence, everyWeekOnce(2));
    expect([...evidence.sources]).toEqual([0, 1, 2]);
    expect([...evidence.reverse]).toEqual([1, 0, -1]);
    expect([...exchange.strength]).toEqual([1.5, 2, 0.8]);
    expect([...exchange.replied]).toEqual([1, 1, 0]);
  });

  it('has as two-way partners those who both wrote in the weeks drawn', () => {
    const partners = (counts: number[]) => [...exchangeOn(evidence, Uint8Array.from(counts)).partnerOffsets];
    expect(partners([1, 1])).toEqual([0, 1, 2, 2]);
    expect(partners([2, 0])).toEqual([0, 0, 0, 0]);
  });

  it('counts a week as often as it is drawn', () => {
    expect([...exchangeOn(evidence, Uint8Array.of(2, 0)).strength]).toEqual([2, 0, 1.6]);
  });

  it('finds who writes most to a person', () => {
    const exchange = exchangeOn(evidence, everyWeekOnce(2));
    expect(strongestWriters(exchange, 1)).toEqual({ writers: [0], share: 1.5 / 2.3 });
    expect(strongestWriters(exchange, 2)).toEqual({ writers: [], share: 0 });
    expect(writersTo(exchange, 1)).toBe(2);
  });

  it('names all who write as much as each other, whatever the order in which it adds up', () => {
    const equal = writtenEvidence(3, 2, [0, 0, 2, 2], [1, 1, 1, 1], [0, 1, 0, 1], [0.1, 0.7, 0.7, 0.1], [1, 1, 1, 1]);
    expect(strongestWriters(exchangeOn(equal, everyWeekOnce(2)), 1)).toEqual({ writers: [0, 2], share: 0.5 });
  });
});
