import { afterEach, describe, expect, it } from 'vitest';
import { answer } from '../../server/answer.ts';
import { opennessToGuests } from '../../server/metrics/openness-to-guests.ts';
import { shareDifference } from '../../server/models/share-difference.ts';
import { csv, expectValue, type NamedNetwork, openFiles } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

const guests = [0, 1, 2, 3, 4].map((i) => `g${i}`);
const staff = [0, 1, 2, 3, 4, 5].map((i) => `s${i}`);

/** Each of them posts once, in a room; some are answered after so many hours, and the writer of one answers back. */
function open(outside: readonly string[]) {
  const posts = [...outside, ...staff].map((who, k) => ({
    who,
    id: `p${k}`,
    room: outside.includes(who) ? 'dock' : 'hall',
  }));
  const answers: [hours: number, from: string, to: string][] = [
    [2, 's0', 'g0'],
    [4, 's0', 'g1'],
    [200, 's0', 'g2'],
    [6, 's1', 's0'],
    [8, 's1', 's2'],
    [10, 's1', 's3'],
    [12, 's1', 's4'],
  ];
  const start = Date.parse('2026-03-02T00:00:00Z');
  const at = (hours: number) => new Date(start + hours * 3_600_000).toISOString();
  return openFiles({
    'people.csv': csv('person_id,department,affiliation', [
      ...outside.map((who) => [who, null, 'external']),
      ...staff.map((who) => [who, 'Sales', 'internal']),
    ]),
    'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,thread_id,community_id', [
      ...posts.map(({ who, id, room }) => [id, 'post', at(0), who, null, id, room]),
      ...answers.flatMap(([hours, from, to], k) => {
        const post = posts.find(({ who }) => who === to);
        return post === undefined ? [] : [[`a${k}`, 'reply', at(hours), from, to, post.id, post.room]];
      }),
      // Of g0 and s0, and of s1 and s2, each wrote to the other.
      ...(outside.includes('g0') ? [['b0', 'reply', at(20), 'g0', 's0', 'p0', 'dock']] : []),
      ['b1', 'reply', at(21), 's2', 's1', 'c1', 'lobby'],
      ['end', 'post', at(24 * 30), 's5', null, 'end', 'hall'],
    ]),
  });
}

describe('openness to partners', () => {
  it('is who takes part, with whom, where, and whether they are answered as others are', async () => {
    network = await open(guests);
    const { rows } = await network.ask(opennessToGuests);
    const [outside, inside] = rows;
    // Two of five answered within a week; a third after eight days.
    expect(outside).toMatchObject({ group: 'external', value: 0.4, numerator: 2, denominator: 5, people: 5 });
    // Of the staff's seven posts the last is too young to be followed; four of six were answered.
    expect(inside).toMatchObject({ group: 'internal', numerator: 4, denominator: 6, people: 6 });
    expectValue(inside?.['value'], 4 / 6);
    // Wilson, 2 of 5: 0.1176 to 0.7693 (published tables).
    expectValue(outside?.['lower'], 0.1176, 'lower', 1e-4);
    expectValue(outside?.['upper'], 0.7693, 'upper', 1e-4);
    const gap = shareDifference([2, 5], [4, 6]);
    expectValue(outside?.['difference'], 0.4 - 4 / 6);
    expectValue(outside?.['difference_lower'], gap?.lower);
    expectValue(outside?.['difference_upper'], gap?.upper);
    expect(inside?.['difference']).toBeNull();
    // One of the two pairs in dialogue has a guest. Guests are in the dock alone; staff are in all three rooms.
    expect([outside?.['dialogue'], inside?.['dialogue']]).toEqual([0.5, 0.5]);
    expectValue(outside?.['communities'], 1 / 3);
    expect(inside?.['communities']).toBe(1);
    // Three of five waited 2, 4 and 200 hours: half are answered by then. Of the staff, the fourth of seven after 12.
    expect([outside?.['first_response'], inside?.['first_response']]).toEqual([200, 12]);
  });

  it('is not shown of fewer than five guests, nor of what would tell of them by subtraction', async () => {
    network = await open(guests.slice(0, 4));
    const { rows } = await answer(opennessToGuests, network.snapshot, {}, { identities: null, unsuppressed: false });
    expect(rows.map(({ group, value, dialogue }) => [group, value, dialogue])).toEqual([
      ['external', null, null],
      ['internal', null, null],
    ]);
  });

  it('says what is missing where nobody is known to come from outside', async () => {
    network = await open([]);
    expect((await network.ask(opennessToGuests)).reason?.code).toBe('no_guests');
  });
});
