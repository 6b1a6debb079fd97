import { beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../../server/answer.ts';
import type { Snapshot } from '../../server/facts/open.ts';
import { animationLoad } from '../../server/metrics/animation-load.ts';
import { ask, cells, openTables, visitor } from '../support/ask.ts';

const columns = ['subject_id', 'value', 'rank', 'questions', 'mentions', 'animators', 'people'];

let world: Snapshot;
beforeAll(async () => {
  world = await openTables({
    communities: ['community_id,name', 'run,Run', 'lone,Lone', 'calm,Calm'],
    people: ['person_id,kind,left_on', 'hal,human,', 'jo,human,', 'ivy,human,2026-01-10'],
    memberships: [
      'community_id,person_id,role,valid_from,valid_to',
      'run,hal,animator,,',
      'run,jo,animator,,',
      'run,ivy,animator,,',
      'calm,hal,animator,,',
    ],
    // The last day is 31 January: what waits is of 4 to 28 January.
    events: [
      'event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id,parent_event_id,is_question',
      'q1,post,2026-01-20T08:00:00Z,ann,,run,q1,,true',
      'q2,post,2026-01-20T08:00:00Z,bob,,run,q2,,true',
      'a2,reply,2026-01-30T08:00:00Z,cyd,bob,run,q2,q2,false',
      'q3,post,2026-01-29T08:00:00Z,dov,,run,q3,,true',
      'q4,post,2026-01-03T08:00:00Z,dov,,run,q4,,true',
      'q5,post,2026-01-21T08:00:00Z,eva,,run,q5,,false',
      'q6,post,2026-01-28T08:00:00Z,ann,,run,q6,,true',
      'a6,reply,2026-01-29T08:00:00Z,ann,ann,run,q6,q6,false',
      // Hal wrote the day before he was called, Cyd after; Bob called himself, and Jo too long ago.
      'h0,post,2026-01-14T08:00:00Z,hal,,run,h0,,false',
      'm1,mention,2026-01-15T08:00:00Z,bob,hal,run,q2,,false',
      'm2,mention,2026-01-15T08:00:00Z,bob,cyd,run,q2,,false',
      'm3,mention,2026-01-15T08:00:00Z,bob,bob,run,q2,,false',
      'm4,mention,2026-01-03T08:00:00Z,bob,jo,run,q2,,false',
      'l1,post,2026-01-20T08:00:00Z,ann,,lone,l1,,true',
      'c1,post,2026-01-31T08:00:00Z,ann,,calm,c1,,true',
    ],
  });
});

describe('animation-load', () => {
  it('counts what has waited three days to four weeks, for each who animates and has not left', async () => {
    expect(cells((await ask(animationLoad, world)).rows, ...columns)).toEqual([
      ['run', 3 / 2, 1, 2, 1, 2, 2],
      ['calm', 0, 2, 0, 0, 1, 0],
      ['lone', null, null, 1, 0, 0, 1],
    ]);
  });

  it('looks at the end of the period: before his answer, Bob waits too', async () => {
    const { rows } = await ask(animationLoad, world, { to: '2026-01-30', community: 'run' });
    // q1, q2, q6 are not all old enough: 2 to 26 January are looked at, q4 among them. Jo’s and Cyd’s calls wait too.
    expect(cells(rows, ...columns)).toEqual([['run', 6 / 2, 1, 3, 3, 2, 3]]);
  });

  it('does not tell how many wait when they are few', async () => {
    const { rows } = await answer(animationLoad, world, { community: 'run' }, visitor);
    expect(rows).toMatchObject([{ value: 3 / 2, questions: 2, mentions: 1, people: null }]);
  });
});
