import { beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../../server/answer.ts';
import type { Snapshot } from '../../server/facts/open.ts';
import { animatorDependence } from '../../server/metrics/animator-dependence.ts';
import { ask, cells, openTables, visitor } from '../support/ask.ts';

const columns = [
  'subject_id',
  'value',
  'rank',
  'numerator',
  'denominator',
  'answered',
  'answered_without',
  'animators',
  'successors',
  'people',
];

let world: Snapshot;
beforeAll(async () => {
  const people = ['ann', 'bob', 'cyd', 'dov', 'eva'];
  world = await openTables({
    communities: ['community_id,name', 'run,Run', 'free,Free', 'small,Small'],
    memberships: [
      'community_id,person_id,role,valid_from,valid_to',
      'run,hal,animator,2026-01-01,',
      'run,iris,animator,,2026-01-05',
      'small,hal,animator,,',
    ],
    events: [
      'event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id,parent_event_id',
      'p1,post,2026-01-01T08:00:00Z,ann,,run,p1,',
      'r0,reply,2026-01-04T08:00:00Z,iris,ann,run,p1,p1',
      'p2,post,2026-01-05T08:00:00Z,bob,,run,p2,',
      'p3,post,2026-01-05T08:01:00Z,cyd,,run,p3,',
      'p4,post,2026-01-05T08:02:00Z,dov,,run,p4,',
      'p5,post,2026-01-05T08:03:00Z,hal,,run,p5,',
      'p6,post,2026-01-05T08:04:00Z,ann,,run,p6,',
      'p7,post,2026-01-05T08:05:00Z,bob,,run,p7,',
      // Eva answers five people in four weeks; Hal alone answers the sixth post; Bob only himself.
      'r1,reply,2026-01-06T08:00:00Z,eva,ann,run,p1,p1',
      'r2,reply,2026-01-13T08:00:00Z,eva,bob,run,p2,p2',
      'r3,reply,2026-01-20T08:00:00Z,eva,cyd,run,p3,p3',
      'r4,reply,2026-01-27T08:00:00Z,eva,dov,run,p4,p4',
      'r5,reply,2026-01-27T09:00:00Z,eva,hal,run,p5,p5',
      'r6,reply,2026-01-07T08:00:00Z,hal,ann,run,p6,p6',
      'r7,reply,2026-01-07T09:00:00Z,bob,bob,run,p7,p7',
      ...people.map((person, k) => `f${k},post,2026-01-08T08:00:00Z,${person},,free,f${k},`),
      'f9,reply,2026-01-09T08:00:00Z,ann,bob,free,f1,f1',
      's1,post,2026-01-08T08:00:00Z,ann,,small,s1,',
      's2,reply,2026-01-09T08:00:00Z,hal,ann,small,s1,s1',
    ],
  });
});

describe('animator-dependence', () => {
  it('is the share of replies by those who animated on the day, beside what is left without them', async () => {
    expect(cells((await ask(animatorDependence, world)).rows, ...columns)).toEqual([
      // Iris on 4 January, when she still animated, and Hal: 2 of 8 replies.
      ['run', 2 / 8, 1, 2, 8, 6 / 7, 5 / 7, 1, 1, 7],
      ['free', null, null, 0, 1, 1 / 5, 1 / 5, 0, 0, 5],
      ['small', null, null, null, null, null, null, 1, 0, 2],
    ]);
  });

  it('follows the period: three weeks make nobody ready to take over', async () => {
    const { rows } = await ask(animatorDependence, world, { from: '2026-01-05', to: '2026-01-27', community: 'run' });
    // Without the first post and its first reply; three of Eva’s replies are left, the first of them to a post before.
    expect(cells(rows, ...columns)).toEqual([['run', 1 / 5, 1, 1, 5, 3 / 6, 2 / 6, 1, 0, 6]]);
  });

  it('does not tell that one person could take over', async () => {
    const { rows } = await answer(animatorDependence, world, { community: 'run' }, visitor);
    expect(rows).toMatchObject([{ value: 2 / 8, successors: null, people: null, animators: 1 }]);
  });
});
