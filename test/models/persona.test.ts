import { describe, expect, it } from 'vitest';
import { personaOf } from '../../server/models/persona.ts';

const of = (posts: number, replies: number, reactions: number, received: number, days = 90) => {
  const { persona, isSure } = personaOf({ posts, replies, reactions, received }, days);
  return [persona, isSure];
};

describe('the persona of an activity', () => {
  it.each([
    // 6 contributions in 90 days are one every 15 days; 7 are one every 12.9.
    ['looks on under one contribution a fortnight, whatever comes back', of(6, 0, 0, 500), ['observer', true]],
    ['takes part from one a fortnight on', of(1, 0, 0, 0, 14), ['broadcaster', false]],
    // Wilson 95 % of 60 of 100: 0.502 to 0.691; of 40: 0.309 to 0.498.
    ['converses at both ends of the even zone', of(0, 40, 0, 60), ['engager', false]],
    ['converses at both ends of the even zone', of(60, 0, 0, 40), ['engager', false]],
    // 500 of 1000: 0.469 to 0.531.
    ['converses for sure when the interval stays inside', of(100, 300, 100, 500), ['engager', true]],
    // 61 of 100: 0.512 to 0.700; 70 of 100: 0.604 to 0.781.
    ['stirs above', of(39, 0, 0, 61), ['catalyst', false]],
    ['stirs for sure', of(30, 0, 0, 70), ['catalyst', true]],
    // 30 of 100: 0.219 to 0.396.
    ['announces when posts outnumber replies', of(36, 34, 0, 30), ['broadcaster', true]],
    ['answers when they are as many', of(35, 35, 0, 30), ['responder', true]],
    ['answers with reactions alone', of(0, 0, 70, 30), ['responder', true]],
    ['is not sure near the border', of(0, 61, 0, 39), ['responder', false]],
  ] as const)('%s', (_, found, expected) => expect(found).toEqual(expected));
});
