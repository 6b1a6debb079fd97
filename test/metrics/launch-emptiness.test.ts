import { beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../../server/answer.ts';
import type { Snapshot } from '../../server/facts/open.ts';
import { launchEmptiness } from '../../server/metrics/launch-emptiness.ts';
import { ask, cells, openTables, visitor } from '../support/ask.ts';

const columns = ['subject_id', 'value', 'rank', 'opened_on', 'days', 'guests', 'numerator', 'denominator', 'seeds'];

// Old opens the data on 1 January; the last event is of 31 May 2026.
let world: Snapshot;
beforeAll(async () => {
  world = await openTables({
    communities: [
      'community_id,name,created_on,created_by',
      'old,Old,2025-06-01,',
      'busy,Busy,2026-01-10,',
      'void,Void,2026-01-20,kim',
      'none,None,2026-02-01,',
      'plain,Plain,,',
      'young,Young,2026-05-28,',
    ],
    memberships: [
      'community_id,person_id,role,valid_from',
      'busy,hal,animator,2026-01-05',
      'busy,eve,animator,2026-06-01',
    ],
    events: [
      'event_id,kind,occurred_at,actor_id,community_id,thread_id,parent_event_id',
      'o1,post,2026-01-01T08:00:00Z,ann,old,o1,',
      'o2,post,2026-05-31T08:00:00Z,ann,old,o2,',
      // Hal, who animates it, wrote three posts before anybody came.
      'b1,post,2026-01-10T08:00:00Z,hal,busy,b1,',
      'b2,post,2026-01-11T08:00:00Z,hal,busy,b2,',
      'b3,post,2026-01-12T08:00:00Z,hal,busy,b3,',
      // 71 hours: in time; b2 is answered after 73; b3 by Hal alone.
      'b4,reply,2026-01-13T07:00:00Z,ann,busy,b1,b1',
      'b5,post,2026-01-14T08:00:00Z,ann,busy,b5,',
      'b6,reply,2026-01-14T09:00:00Z,bob,busy,b2,b2',
      'b7,reply,2026-01-14T12:00:00Z,cyd,busy,b5,b5',
      'b8,reply,2026-01-14T13:00:00Z,hal,busy,b3,b3',
      'b9,reply,2026-01-15T08:00:00Z,dov,busy,b5,b5',
      'b10,reply,2026-01-16T08:00:00Z,eve,busy,b5,b5',
      // After the ninety days, which end on 10 April.
      'b11,post,2026-04-10T08:00:00Z,zoe,busy,b11,',
      'v1,post,2026-01-21T08:00:00Z,kim,void,v1,',
      'v2,post,2026-01-22T08:00:00Z,kim,void,v2,',
      // No date of creation: its first author opens it, and one guest comes.
      'p1,post,2026-03-01T08:00:00Z,ann,plain,p1,',
      'p2,reply,2026-03-02T08:00:00Z,bob,plain,p1,p1',
      'y1,post,2026-05-29T08:00:00Z,ann,young,y1,',
    ],
  });
});

const rows = async (options = {}) => cells((await ask(launchEmptiness, world, options)).rows, ...columns);

describe('launch-emptiness', () => {
  it('takes guests, answers in time and what the first guests found together', async () => {
    expect(await rows()).toEqual([
      ['none', expect.closeTo(0.99, 12), 1, '2026-02-01', 90, 0, 0, 0, 0],
      ['void', expect.closeTo(1 - Math.cbrt(0.01 * 0.01 * 0.2), 12), 2, '2026-01-20', 90, 0, 0, 2, 2],
      ['plain', expect.closeTo(1 - Math.cbrt(0.2 * 1 * 0.1), 12), 3, '2026-03-01', 90, 1, 1, 1, 1],
      // Five guests (Eve animates it only later); b1 and b5 answered, of four posts; Ann found 3, the four others 4.
      ['busy', expect.closeTo(1 - Math.cbrt(1 * 0.5 * 0.4), 12), 4, '2026-01-10', 90, 5, 2, 4, 4],
      ['old', null, null, '2025-06-01', null, null, null, null, null],
      ['young', null, null, '2026-05-28', null, null, null, null, null],
    ]);
  });

  it('knows nothing of what came after the period, nor counts a post too young to be answered', async () => {
    // By the end of 16 January b5 is 64 hours old.
    expect(await rows({ community: 'busy', to: '2026-01-17' })).toEqual([
      ['busy', expect.closeTo(1 - Math.cbrt(1 * (1 / 3) * 0.4), 12), 1, '2026-01-10', 7, 5, 1, 3, 4],
    ]);
    // Six days say nothing of a launch.
    expect((await rows({ community: 'busy', to: '2026-01-16' })).map(([id, value]) => [id, value])).toEqual([
      ['busy', null],
    ]);
  });

  it('hides how many came when they were few, and what would tell it', async () => {
    const seen = await answer(launchEmptiness, world, { community: 'plain' }, visitor);
    expect(seen.rows).toMatchObject([{ guests: null, numerator: null, denominator: null, seeds: 1, days: 90 }]);
    expect(seen.rows[0]?.value).toBeCloseTo(1 - Math.cbrt(0.02), 12);
  });
});
