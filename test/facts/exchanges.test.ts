import { afterEach, describe, expect, it } from 'vitest';
import { type Exchanges, exchangesOf, undated } from '../../server/facts/exchanges.ts';
import { loadNetwork } from '../../server/facts/network.ts';
import { dayText } from '../../server/models/day-number.ts';
import { resolveFilter } from '../../server/resolve-filter.ts';
import { csv, type NamedNetwork, openFiles, openTies } from '../support/named-network.ts';

let opened: NamedNetwork;
afterEach(() => opened.snapshot.close());

/** Each event as `from>to day × weight`, by name. */
async function told({ snapshot }: NamedNetwork, filter = {}): Promise<{ events: string[]; exchanges: Exchanges }> {
  const resolved = await resolveFilter(snapshot, filter, 'raw');
  const exchanges = await exchangesOf(snapshot.db, resolved);
  const { people } = await loadNetwork(snapshot.db, snapshot.time_zone, resolved, 'raw');
  expect(exchanges.people).toBe(people.length);
  const name = (node: number | undefined) => opened.nameOf(people[node ?? -1]);
  const { from, to, day, weight } = exchanges;
  const events = [...from.keys()].map((e) => {
    const on = day[e] === undated ? 'undated' : dayText(day[e] ?? 0);
    return `${name(from[e])}>${name(to[e])} ${on} × ${weight?.[e] ?? 1}`;
  });
  return { events: events.sort(), exchanges };
}

describe('exchanges', () => {
  it('are the events between nodes that can make a tie, one by one', async () => {
    opened = await openFiles({
      'people.csv': csv('person_id,kind', [
        ['ana', 'human'],
        ['bob', 'human'],
        ['robot', 'service'],
      ]),
      'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id', [
        ['e1', 'post', '2026-03-01T09:00:00Z', 'ana', null],
        ['e2', 'reply', '2026-03-02T09:00:00Z', 'bob', 'ana'],
        ['e3', 'reaction', '2026-03-02T10:00:00Z', 'bob', 'ana'],
        ['e4', 'reply', '2026-03-03T09:00:00Z', 'ana', 'ana'],
        ['e5', 'reply', '2026-03-04T09:00:00Z', 'robot', 'ana'],
        ['e6', 'reply', '2026-03-05T09:00:00Z', 'ana', 'robot'],
        ['e7', 'mention', '2026-04-01T09:00:00Z', 'ana', 'bob'],
      ]),
    });
    const { events, exchanges } = await told(opened);
    expect(events).toEqual([
      'ana>ana 2026-03-03 × 1',
      'ana>bob 2026-04-01 × 1',
      'bob>ana 2026-03-02 × 1',
      'bob>ana 2026-03-02 × 1',
    ]);
    expect(exchanges.weight).toBeNull();
    expect((await told(opened, { from: '2026-03-03', to: '2026-04-01' })).events).toEqual(['ana>ana 2026-03-03 × 1']);
  });

  it('keep their weights where these differ, and may have no day', async () => {
    opened = await openTies([
      ['a', 'b', 3],
      ['b', 'c', 1],
    ]);
    expect((await told(opened)).events).toEqual(['a>b undated × 3', 'b>c undated × 1']);
  });

  it('of a community are those that happened there', async () => {
    opened = await openFiles({
      'people.csv': csv('person_id', [['a'], ['b'], ['c']]),
      'communities.csv': csv('community_id,name', [
        ['x', 'Garden'],
        ['y', 'Python'],
      ]),
      'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,community_id', [
        ['e1', 'reply', '2026-03-02T09:00:00Z', 'b', 'c', 'x'],
        ['e2', 'reply', '2026-03-02T10:00:00Z', 'b', 'a', 'y'],
      ]),
    });
    expect((await told(opened, { community: 'Garden' })).events).toEqual(['b>c 2026-03-02 × 1']);
  });
});
