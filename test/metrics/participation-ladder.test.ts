import { describe, expect, it } from 'vitest';
import { answer } from '../../server/answer.ts';
import { participationLadder } from '../../server/metrics/participation-ladder.ts';
import { ask, cells, openTables, visitor } from '../support/ask.ts';
import { openWorld } from '../support/world.ts';

const columns = ['rung', 'people', 'previous_people', 'moved_up', 'moved_down'];

describe('participation-ladder', () => {
  it('puts everyone on their highest rung in April, against March', async () => {
    const april = { from: '2026-04-01', to: '2026-05-01' };
    const { rows } = await ask(participationLadder, await openWorld('first-weeks'), april);
    expect(cells(rows, ...columns)).toEqual([
      ['silent', 1, 1, 0, 0],
      ['reads', 1, 0, 1, 0],
      ['reacts', 0, 0, 0, 0],
      ['answers', 2, 1, 0, 2],
      ['posts', 2, 3, 0, 0],
    ]);
    rows.forEach(({ share }, rung) => expect(share).toBeCloseTo([1 / 6, 1 / 6, 0, 1 / 3, 1 / 3][rung] ?? -1, 12));
  });

  it('knows nothing of a period before the data', async () => {
    const { rows } = await ask(participationLadder, await openWorld('first-weeks'));
    // cleo answered before she left, so that the two months add up to seven people.
    expect(cells(rows, ...columns)).toEqual([
      ['silent', 1, null, null, null],
      ['reads', 1, null, null, null],
      ['reacts', 0, null, null, null],
      ['answers', 1, null, null, null],
      ['posts', 4, null, null, null],
    ]);
  });

  it('takes the members of a community for those who could take part in it', async () => {
    const april = { from: '2026-04-01', to: '2026-05-01', community: 'garden' };
    const { rows } = await ask(participationLadder, await openWorld('first-weeks'), april);
    // Nobody is silent: cleo, a member, has left. eli reacts without being a member.
    expect(cells(rows, ...columns)).toEqual([
      ['silent', 0, 2, 0, 0], // in March: dov and fay
      ['reads', 1, 0, 1, 0], // fay
      ['reacts', 1, 0, 0, 0], // eli
      ['answers', 2, 1, 1, 1], // dov up, ben down
      ['posts', 1, 2, 0, 0], // ada
    ]);
  });

  it('leaves null what the source does not tell, and counts those seen only', async () => {
    const log = await openTables({
      events: [
        'event_id,kind,occurred_at,actor_id,target_id,thread_id,parent_event_id',
        'a,post,2026-06-01T08:00:00Z,ann,,t,',
        'b,reply,2026-06-01T09:00:00Z,bob,ann,t,a',
        'c,post,2026-06-03T08:00:00Z,bob,,u,',
        'd,reply,2026-06-04T08:00:00Z,cat,bob,u,c',
        'e,reply,2026-06-04T09:00:00Z,ann,bob,u,c',
      ],
    });
    const { rows } = await ask(participationLadder, log, { from: '2026-06-03', to: '2026-06-05' });
    expect(cells(rows, ...columns, 'share')).toEqual([
      ['silent', null, null, null, null, null],
      ['reads', null, null, null, null, null],
      ['reacts', null, null, null, null, null],
      ['answers', 2, 1, 1, 1, 2 / 3], // cat was not seen before, ann posted
      ['posts', 1, 1, 1, 0, 1 / 3], // bob answered
    ]);
  });

  it('hides from a visitor the rungs with a few people', async () => {
    const { rows } = await answer(participationLadder, await openWorld('first-weeks'), {}, visitor);
    expect(rows.map(({ rung }) => rung)).toEqual(['silent', 'reads', 'reacts', 'answers', 'posts']);
    expect(rows[4]).toMatchObject({ people: null, share: null });
  });
});
