import { describe, expect, it } from 'vitest';
import { answer } from '../../server/answer.ts';
import { communityDialogue } from '../../server/metrics/community-dialogue.ts';
import { ask, cells, openTables, visitor } from '../support/ask.ts';
import { openWorld } from '../support/world.ts';

const columns = ['subject_id', 'name', 'rank', 'value', 'numerator', 'denominator', 'contributors'];

describe('community-dialogue', () => {
  it('is the share of replies, people only', async () => {
    // Garden: posts e01 e05 e12 e18, replies e02 e04 e06 e08 e13; e07 and e16 are the bot's. Python: e09 e14, e15.
    const { rows } = await ask(communityDialogue, await openWorld('first-weeks'));
    expect(cells(rows, ...columns)).toEqual([
      ['garden', 'Garden', 1, 5 / 9, 5, 9, 5],
      ['lost', 'Lost and found', null, null, 0, 0, 0],
      ['python', 'Python', null, null, 1, 3, 4],
    ]);
  });

  it('follows the period, the community and the department', async () => {
    const weeks = await openWorld('first-weeks');
    const march = await ask(communityDialogue, weeks, { from: '2026-03-01', to: '2026-04-01', community: 'garden' });
    expect(cells(march.rows, ...columns)).toEqual([['garden', 'Garden', 1, 4 / 6, 4, 6, 3]]);
    const sales = await ask(communityDialogue, weeks, { department: 'Sales', community: 'garden' });
    // All but the reply of dov, of IT.
    expect(cells(sales.rows, ...columns)).toEqual([['garden', 'Garden', 1, 4 / 8, 4, 8, 3]]);
  });

  it('is 0 where nobody answers, hidden where fewer than 5 people are, and unknown without threads', async () => {
    const posts = ['post', 'post', 'post', 'post', 'post'];
    const wall = await openTables({
      communities: ['community_id,name', 'wall,Wall'],
      events: [
        'event_id,kind,occurred_at,actor_id,community_id,thread_id,parent_event_id',
        ...posts.map((kind, i) => `p${i},${kind},2026-06-0${i + 1}T08:00:00Z,ann,wall,t${i},`),
        'r,reply,2026-06-09T08:00:00Z,ann,,t0,p0',
      ],
    });
    expect((await ask(communityDialogue, wall)).rows).toMatchObject([
      // Ann alone, five posts; her reply stands in no community.
      { value: 0, numerator: 0, denominator: 5, people: 1, contributions: 5 },
    ]);
    expect((await answer(communityDialogue, wall, {}, visitor)).rows).toMatchObject([{ value: null, numerator: null }]);
    const bare = await openTables({
      communities: ['community_id,name', 'wall,Wall'],
      events: ['kind,occurred_at,actor_id,community_id', 'post,2026-06-01T08:00:00Z,ann,wall'],
    });
    expect((await ask(communityDialogue, bare)).reason?.code).toBe('no_threads');
  });
});
