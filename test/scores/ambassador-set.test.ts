import { beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../server/contract/results.ts';
import { ambassadorSet } from '../../server/scores/ambassador-set.ts';
import { type NamedNetwork, openNamed } from '../support/named-network.ts';
import { describeRealData } from '../support/real-data.ts';

let table: NamedNetwork;
let result: Result;

beforeAll(async () => {
  table = await openNamed(['fixtures/worlds/round-table']);
  result = await table.ask(ambassadorSet);
});

describe('the set of the round table', () => {
  // a alone is in tier B: Ventes, Lille, and both communities, in each of which a replied twice.
  it('is a alone, who covers everything that candidates cover', () => {
    expect(
      result.rows.map((row) => ({ ...row, subject_id: table.nameOf(row.subject_id), display_name: undefined })),
    ).toMatchObject([
      {
        size: 1,
        order: 1,
        subject_id: 'a',
        adds_departments: 1,
        adds_sites: 1,
        adds_communities: 2,
        covered_share: 1,
        best_share: 1,
      },
    ]);
  });
});

// 2016: Slack had no threads yet, and this export comes without a directory.
describeRealData('slack-houston-2016.zip', (path) => {
  it('says that nothing is known to cover, instead of an empty set', async () => {
    const houston = await openNamed([path]);
    const { rows, reason } = await houston.ask(ambassadorSet);
    expect({ rows, code: reason?.code }).toEqual({ rows: [], code: 'nothing_to_cover' });
    houston.snapshot.close();
  });
});
