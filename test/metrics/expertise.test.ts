import { afterEach, describe, expect, it } from 'vitest';
import { expertise } from '../../server/metrics/expertise.ts';
import { readDirected } from '../graph/oracle.ts';
import { byName, csv, expectValue, type NamedNetwork, openFiles } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

const header = 'event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id,parent_event_id,is_question';

/** A thread opened by `asker` an hour before each of `answers` is given in it. */
const thread = (id: string, asker: string, answers: readonly string[], question: boolean | null = null) => [
  [id, 'post', '2026-03-02T09:00:00Z', asker, '', 'place', id, '', question === null ? '' : String(question)],
  ...answers.map((who, k) => [`${id}-${k}`, 'reply', '2026-03-02T10:00:00Z', who, asker, 'place', id, id, '']),
];

const open = async (...threads: ReturnType<typeof thread>[]) => {
  network = await openFiles({ 'events.csv': csv(header, threads.flat()) });
  return network.ask(expertise);
};

describe('expertise', () => {
  it('equals the reference authorities, each tie being a question and its answer', async () => {
    const { edges, metrics } = readDirected();
    const result = await open(...edges.map(([asker, answerer], k) => thread(`t${k}`, asker, [answerer])));
    const largest = Math.max(...result.rows.map(({ value }) => Number(value)));
    const rows = byName(result);
    for (const [name, authority] of Object.entries(metrics.hits_unweighted.authority_max1)) {
      const answered = metrics.in_degree[name] ?? 0;
      if (answered === 0) expect(rows.has(name), name).toBe(false);
      else {
        expectValue(Number(rows.get(name)?.value) / largest, authority, name);
        expect(rows.get(name)?.people_answered, name).toBe(answered);
        expect(rows.get(name)?.threads_answered, name).toBe(answered);
      }
    }
    expect(result.rows.reduce((sum, { value }) => sum + Number(value), 0)).toBeCloseTo(1, 12);
    expect(result.meta.warnings.map(({ en }) => en.slice(0, 24))).toEqual(['This source does not tel']);
  });

  it('weighs each thread once, with a logarithm, and only those that somebody else opened', async () => {
    // q is the only asker: authority is in proportion to W. a answered three threads (twice in one), b one; q itself none.
    const rows = byName(
      await open(
        thread('x', 'q', ['a', 'a', 'b', 'q']),
        thread('y', 'q', ['a']),
        thread('z', 'q', ['a']),
        thread('own', 'a', ['a']),
      ),
    );
    expect([...rows.keys()].sort()).toEqual(['a', 'b']);
    expectValue(rows.get('a')?.value, 2 / 3);
    expectValue(rows.get('b')?.value, 1 / 3);
    expect(rows.get('a')).toMatchObject({ people_answered: 1, threads_answered: 3, rank: 1 });
  });

  it('counts answers to questions only, where questions are known', async () => {
    const result = await open(thread('x', 'q', ['a'], true), thread('y', 'r', ['b', 'b', 'a'], false));
    expect(result.rows.map((row) => [row.native_id, row.value, row.people_answered])).toEqual([['a', 1, 1]]);
    expect(result.meta.warnings).toEqual([]);
  });

  it('ranks the largest circle alone when a separate one weighs the same', async () => {
    // q asks a, twice over; r asks b and c: the singular values are both ln 2 · √2.
    const rows = byName(await open(thread('x', 'q', ['a']), thread('x2', 'p', ['a']), thread('y', 'r', ['b', 'c'])));
    const found = ['a', 'b', 'c'].map((name) => [rows.get(name)?.value, rows.get(name)?.rank]);
    expect(found.filter(([value]) => value === null)).toHaveLength(1 + Number(rows.get('a')?.value !== null));
    expect(found.flatMap(([value]) => value ?? []).reduce((sum, value) => Number(sum) + Number(value), 0)).toBe(1);
  });
});
