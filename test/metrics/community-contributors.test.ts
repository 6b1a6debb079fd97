import { describe, expect, it } from 'vitest';
import { random } from '../../server/graph/random.ts';
import { countsOfPeople, eachOf, sumOf } from '../../server/metrics/community-contributions.ts';
import { eachCommunity, lineKinds } from '../../server/metrics/community-contributors.ts';

describe('the contributors of each community', () => {
  it('are told one community after the other, silent ones too, as counted line by line', () => {
    const source = random(3);
    const lines = Array.from({ length: 3000 }, () => ({
      // Place 3 is silent.
      place: [0, 1, 2, 4][source.below(4)] ?? 0,
      person: source.below(50),
      kind: source.below(3),
      day: 20_000 + source.below(90),
    }));
    const found: unknown[] = [];
    eachCommunity(
      {
        place: lines.map(({ place }) => place),
        personAndKind: lines.map(({ person, kind }) => 3 * person + kind),
        day: lines.map(({ day }) => day),
      },
      5,
      ({ count, person, contributions, posts, replies, lastDay }, place) => {
        const each = Array.from({ length: count }, (_, k) => [
          person[k] ?? -1,
          contributions[k],
          posts[k],
          replies[k],
          lastDay[k],
        ]);
        found.push([place, each.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))]);
      },
    );
    const expected = [0, 1, 2, 3, 4].map((place) => [
      place,
      Array.from({ length: 50 }, (_, person) => lines.filter((line) => line.place === place && line.person === person))
        .filter((own) => own.length > 0)
        .map((own) => [
          own[0]?.person,
          own.length,
          own.filter(({ kind }) => kind === lineKinds.post).length,
          own.filter(({ kind }) => kind === lineKinds.reply).length,
          Math.max(...own.map(({ day }) => day)),
        ]),
    ]);
    expect(found).toEqual(expected);
  });
});

describe('counts of people', () => {
  it('hold every person once, those who made nothing included', () => {
    const counts = countsOfPeople(Int32Array.of(3, 0, 1, 3), 2);
    expect([...counts.count]).toEqual([0, 1, 3]);
    expect([...counts.people]).toEqual([3, 1, 2]);
    expect([...eachOf(counts)]).toEqual([0, 0, 0, 1, 3, 3]);
    expect(sumOf(counts)).toBe(7);
  });

  it('are empty without anybody', () => {
    const none = countsOfPeople(new Int32Array(), 0);
    expect([...eachOf(none)]).toEqual([]);
    expect(sumOf(none)).toBe(0);
  });
});
