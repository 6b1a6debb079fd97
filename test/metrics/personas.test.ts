import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../../server/answer.ts';
import { personas } from '../../server/metrics/personas.ts';
import { csv, type NamedNetwork, openFiles } from '../support/named-network.ts';

let network: NamedNetwork;
afterAll(() => network.snapshot.close());

const days = Array.from({ length: 10 }, (_, k) => `2026-03-${String(10 + k)}T09:00:00Z`);
const all = ['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'b0', 'b1', 'z'];

/**
 * As of 20 March, ten days of data: one contribution is enough. a0 … a5 post once and get ten answers from r0 … r5 each
 * day in turn: catalysts. r0 … r5 answer ten times: responders. b0 and b1 post ten times and get nothing: broadcasters.
 * z does nothing, e is external, g has left. The robot answers z in vain.
 */
beforeAll(async () => {
  network = await openFiles({
    'people.csv': csv('person_id,department,kind,affiliation,left_on', [
      ...all.map((name) => [name, 'D', 'human', 'internal', null]),
      ['e', null, 'human', 'external', null],
      ['g', 'D', 'human', 'internal', '2026-03-15'],
      ['robot', null, 'service', 'internal', null],
    ]),
    'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id,parent_event_id', [
      ...[0, 1, 2, 3, 4, 5].flatMap((k) => [
        [`a${k}`, 'post', days[0] ?? '', `a${k}`, '', 'place', `a${k}`, ''],
        // In the thread of a0 nobody is named: the answers come to who opened it.
        ...days.map((day, d) => [
          `r${k}-${d}`,
          'reply',
          day,
          `r${k}`,
          k === 0 ? '' : `a${k}`,
          'place',
          `a${k}`,
          k === 0 ? '' : `a${k}`,
        ]),
        [`self${k}`, 'reply', days[9] ?? '', `r${k}`, `r${k}`, 'place', `a${k}`, `r${k}-0`],
      ]),
      ...days.flatMap((day, d) =>
        ['b0', 'b1', 'e', 'g'].map((who) => [`${who}-${d}`, 'post', day, who, '', 'place', `${who}-${d}`, '']),
      ),
    ]),
  });
});

describe('ways of taking part', () => {
  it('counts each way among those who could take part, and who is sure by 5 people or more', async () => {
    const { rows, meta } = await network.ask(personas);
    expect(rows).toEqual([
      // 10 of 11: at least 0.623 (Wilson).
      { persona: 'catalyst', people: 6, share: 6 / 15, sure: 6 },
      { persona: 'engager', people: 0, share: 0, sure: 0 },
      // 0 of 11: at most 0.259.
      { persona: 'responder', people: 6, share: 6 / 15, sure: 6 },
      { persona: 'broadcaster', people: 2, share: 2 / 15, sure: null },
      { persona: 'observer', people: 1, share: 1 / 15, sure: null },
    ]);
    expect(meta.warnings).toEqual([]);
  });

  it('hides a way of a few, and one more that would give it away by subtraction', async () => {
    const { rows, meta } = await answer(personas, network.snapshot, {}, { identities: null, unsuppressed: false });
    const people = Object.fromEntries(rows.map((row) => [row.persona, row.people]));
    expect(people).toEqual({ catalyst: null, engager: 0, responder: 6, broadcaster: null, observer: null });
    expect(meta.suppressed).toBe(3);
  });

  it('leaves out who looks on when not everyone is known', async () => {
    const { rows, meta } = await network.ask(personas, { community: 'place' });
    expect(rows.at(-1)).toEqual({ persona: 'observer', people: null, share: null, sure: null });
    expect(rows[0]).toMatchObject({ people: 6, share: 6 / 14 });
    expect(meta.warnings.map(({ en }) => en.slice(0, 32))).toEqual(['Not everyone who could take part']);
  });
});
