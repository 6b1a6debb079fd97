import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cascades } from '../../server/metrics/cascades.ts';
import { csv, expectValue, type NamedNetwork, openFiles } from '../support/named-network.ts';

let network: NamedNetwork;
afterAll(() => network.snapshot.close());

let hour = 0;
const line = (id: string, who: string, place: string, thread: string, parent: string) =>
  [
    id,
    parent === '' ? 'post' : 'reply',
    `2026-03-${String(1 + (hour % 28)).padStart(2, '0')}T${String(Math.floor(hour++ / 28)).padStart(2, '0')}:00:00Z`,
    who,
    place,
    thread,
    parent,
  ] as const;

/** A thread whose messages answer those named. */
const thread = (id: string, place: string, authors: string, parents: readonly number[]) =>
  authors
    .split('')
    .map((who, k) => line(`${id}${k}`, who, place, `${id}0`, k === 0 ? '' : `${id}${parents[k - 1] ?? 0}`));

beforeAll(async () => {
  network = await openFiles({
    'people.csv': csv(
      'person_id,department',
      ['a', 'b', 'c', 'd', 'e'].map((name) => [name, name < 'c' ? 'AB' : 'CDE']),
    ),
    'events.csv': csv('event_id,kind,occurred_at,actor_id,community_id,thread_id,parent_event_id', [
      // Three stars of four and two chains of four; a message alone is no thread of two.
      ...['s1', 's2', 's3'].flatMap((id) => thread(id, 'talk', 'abab', [0, 0, 0])),
      ...['c1', 'c2'].flatMap((id) => thread(id, 'talk', 'abcd', [0, 1, 2])),
      ...thread('alone', 'talk', 'e', []),
      ...['p1', 'p2', 'p3', 'p4'].flatMap((id) => thread(id, 'few', 'ab', [0])),
    ]),
  });
});

describe('the spread of threads', () => {
  it('is the mean over the threads of a community', async () => {
    const { rows, meta } = await network.ask(cascades);
    const talk = rows.find(({ name }) => name === 'talk');
    // A star of four: 2 · 3/4; a chain of four: 5/3 (Goel et al. 2016).
    expectValue(talk?.value, (3 * 1.5 + 2 * (5 / 3)) / 5);
    expect(talk).toMatchObject({ threads: 5, messages: 4, people: 4, rank: 1 });
    expectValue(talk?.thread_people, (3 * 2 + 2 * 4) / 5);
    expectValue(talk?.thread_departments, (3 * 1 + 2 * 2) / 5);
    expectValue(talk?.depth, (3 * 1 + 2 * 3) / 5);
    expectValue(talk?.breadth, (3 * 3 + 2 * 1) / 5);
    expect(meta.warnings).toEqual([]);
  });

  it('is unknown with fewer than five threads', async () => {
    const { rows } = await network.ask(cascades);
    expect(rows.find(({ name }) => name === 'few')).toMatchObject({ value: null, rank: null, threads: 4, people: 2 });
  });

  it('says so when each reply answers the first message', async () => {
    const { meta } = await network.ask(cascades, { community: 'few' });
    expect(meta.warnings.map(({ en }) => en)).toEqual([
      'In these data each reply answers the first message of its thread: depth and distance tell its length only.',
    ]);
  });
});
