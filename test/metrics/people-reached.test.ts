import { afterEach, describe, expect, it } from 'vitest';
import { peopleReached } from '../../server/metrics/people-reached.ts';
import { byName, csv, type NamedNetwork, openFiles } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

const line = (id: string, kind: string, day: string, who: string, thread: string) =>
  [id, kind, `2026-03-${day}T09:00:00Z`, who, 'place', thread, kind === 'post' ? '' : thread] as const;

describe('people reached', () => {
  it('counts different people of one’s threads, those who wrote, and their departments on the day', async () => {
    network = await openFiles({
      'people.csv': csv('person_id,department,kind,affiliation,valid_from,valid_to', [
        ['a', 'A', 'human', 'internal', null, null],
        ['b', 'B', 'human', 'internal', null, null],
        // c is of B until 10 March, then of C.
        ['c', 'B', 'human', 'internal', null, '2026-03-10'],
        ['c', 'C', 'human', 'internal', '2026-03-10', null],
        ['x', null, 'human', 'external', null, null],
        ['robot', null, 'service', 'internal', null, null],
      ]),
      'events.csv': csv('event_id,kind,occurred_at,actor_id,community_id,thread_id,parent_event_id', [
        line('t', 'post', '02', 'a', 't'),
        line('t1', 'reply', '03', 'b', 't'),
        line('t2', 'reply', '03', 'c', 't'),
        line('t3', 'reply', '03', 'a', 't'),
        line('t4', 'reaction', '03', 'x', 't'),
        line('t5', 'reply', '03', 'robot', 't'),
        line('u', 'post', '11', 'a', 'u'),
        line('u1', 'reaction', '12', 'c', 'u'),
        line('u2', 'reaction', '12', 'b', 'u'),
        line('v', 'post', '12', 'a', 'v'),
        line('w', 'post', '13', 'b', 'w'),
        line('w1', 'reaction', '14', 'a', 'w'),
      ]),
    });
    const rows = byName(await network.ask(peopleReached));
    expect([...rows.keys()].sort()).toEqual(['a', 'b']);
    // b, c and x; two of them in writing; B on 3 March, C on 12 March; the third thread reached nobody.
    expect(rows.get('a')).toMatchObject({ value: 3, people_wrote: 2, departments: 2, threads: 2, rank: 1 });
    expect(rows.get('b')).toMatchObject({ value: 1, people_wrote: 0, departments: 1, threads: 1, rank: 2 });
    const early = byName(await network.ask(peopleReached, { to: '2026-03-10' }));
    expect(early.get('a')).toMatchObject({ value: 3, departments: 1, threads: 1 });
    expect(early.has('b')).toBe(false);
  });
});
