import { afterEach, describe, expect, it } from 'vitest';
import { tieParameters } from '../../server/contract/tie-parameters.ts';
import { resolveFilter } from '../../server/resolve-filter.ts';
import { loadTwoWayEvidence } from '../../server/scores/bridging-evidence.ts';
import { scoreWindow } from '../../server/scores/score-window.ts';
import { csv, type NamedNetwork, openFiles } from '../support/named-network.ts';

let opened: NamedNetwork;
afterEach(() => opened.snapshot.close());

describe('the evidence of two-way ties', () => {
  it('is that of pairs who both wrote, by week and under any weights of the kinds', async () => {
    opened = await openFiles({
      'people.csv': csv('person_id', [['ana'], ['bob'], ['cy'], ['dan']]),
      'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,thread_id', [
        ['e1', 'reply', '2026-03-03T09:00:00Z', 'ana', 'bob', 't1'],
        ['e2', 'mention', '2026-03-04T09:00:00Z', 'ana', 'bob', 't2'],
        ['e3', 'mention', '2026-03-10T09:00:00Z', 'bob', 'ana', 't3'],
        // Cy only reacts to Dan's answer, and Ana never answers Cy.
        ['e4', 'reply', '2026-03-10T09:00:00Z', 'dan', 'cy', 't4'],
        ['e5', 'reaction', '2026-03-10T09:00:00Z', 'cy', 'dan', 't4'],
        ['e6', 'reply', '2026-03-10T09:00:00Z', 'cy', 'ana', 't5'],
      ]),
    });
    const { snapshot } = opened;
    const filter = await resolveFilter(snapshot, {}, undefined);
    const window = scoreWindow(filter);
    const endless = { ...tieParameters, half_life_days: Infinity };
    const { nodes, under } = await loadTwoWayEvidence(snapshot.db, snapshot.time_zone, filter, window, endless);
    expect(nodes).toHaveLength(2);
    expect([...nodes]).toEqual([...nodes].toSorted((a, b) => a - b));
    const { people, sources, targets, entryOffsets, week, weight } = under({ ...endless, mention_weight: 0.5 });
    expect([people, ...sources, ...targets]).toEqual([2, 0, 1, 1, 0]);
    const lines = [...sources.keys()].map((arc) => {
      const [begin, end] = [entryOffsets[arc], entryOffsets[arc + 1]];
      return [[...week.subarray(begin, end)], [...weight.subarray(begin, end)]];
    });
    // Ana's reply and mention in the first week, Bob's mention in the second.
    expect(lines).toHaveLength(2);
    expect(lines).toEqual(
      expect.arrayContaining([
        [[0], [1.5]],
        [[1], [0.5]],
      ]),
    );
    const doubled = under({ ...endless, reply_weight: 2, mention_weight: 0.25 });
    expect([...doubled.weight].toSorted((a, b) => a - b)).toEqual([0.25, 2.25]);
  });
});
