import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { importRequest, snapshotRows } from '../support/import-request.ts';
import { describeRealData } from '../support/real-data.ts';

// Counts as published by SNAP (snap.stanford.edu) and igraphdata, and recounted by awk, sort and networkx.
let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'vigie-network-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const counts = `select count(*)::integer as events, count(distinct (actor_id, target_id))::integer as pairs,
  (select count(distinct person_id)::integer from people) as people,
  count(*) filter (where actor_id = target_id)::integer as loops from events`;

describeRealData('snap-collegemsg/CollegeMsg.txt.gz', (path) => {
  it('has 1,899 people, 59,835 messages and 20,296 directed pairs, from April to October 2004', async () => {
    const [result] = await importDeliveries(importRequest(data, [path]));
    expect(result).toMatchObject({
      source: 'edge-list',
      records_read: 59_835,
      used: 59_835,
      duplicates: 0,
      rejected: {},
      events: { message: 59_835 },
      people: 1_899,
      first_day: '2004-04-15',
      last_day: '2004-10-26',
    });
    expect(await snapshotRows(data, counts)).toEqual([{ events: 59_835, pairs: 20_296, people: 1_899, loops: 0 }]);
  });
});

const emailEu = (path: string): void => {
  it('has 1,005 people in 42 departments and 25,571 lines, 642 of them to oneself', async () => {
    const [result] = await importDeliveries(importRequest(data, [path]));
    expect(result).toMatchObject({
      source: 'edge-list',
      events: { message: 25_571 },
      people: 1_005,
      rejected: {},
      first_day: null,
    });
    expect(await snapshotRows(data, counts)).toEqual([{ events: 25_571, pairs: 25_571, people: 1_005, loops: 642 }]);
    expect(
      await snapshotRows(
        data,
        'select count(distinct department)::integer as departments, count(department)::integer as placed from people',
      ),
    ).toEqual([{ departments: 42, placed: 1_005 }]);
  });
};
describeRealData('snap-email-eu-core', emailEu);
describeRealData('snap-email-eu-core/crlf-variant', emailEu);

describeRealData('small-networks/karate.edges.csv', (path) => {
  it('has 34 people and 78 ties, both ways when it is undirected, with weights', async () => {
    const departments = path.replace('edges', 'nodes');
    const results = await importDeliveries(importRequest(data, [path], { undirected: true, departments }));
    expect(results.map(({ source, records_read }) => [source, records_read])).toEqual([
      ['edge-list', 78],
      ['directory-csv', 34],
    ]);
    expect(await snapshotRows(data, counts)).toEqual([{ events: 156, pairs: 156, people: 34, loops: 0 }]);
    expect(await snapshotRows(data, 'select sum(weight) as weight from events')).toEqual([{ weight: 462 }]);
    expect(
      await snapshotRows(data, 'select department, count(*)::integer as people from people group by 1 order by 1'),
    ).toEqual([
      { department: '1', people: 16 },
      { department: '2', people: 18 },
    ]);
  });
});
