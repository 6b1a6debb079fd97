import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutQuotesAndCode } from '../../pipelines/sources/html-words.ts';
import { discourseArchive } from '../../pipelines/sources/discourse-archive/source.ts';
import { importTwice } from '../support/import-twice.ts';
import { describeRealData } from '../support/real-data.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { type StagedExport, stageExport } from '../support/stage-export.ts';

// "zanzibar" stands in every text (file names, which users need to find a bad file, hold it too), "tok-" in every link.
testSourceCases(discourseArchive, ['forum', 'topics'], /zanzibar(?![^"]*\.json")|tok-|x\.test/);

describe('words of one’s own', () => {
  it('leaves out nested quotations and code', () => {
    expect(withoutQuotesAndCode('a<aside class="q">b<aside>c</aside>d</aside>e<code>f</code>g')).toBe('aeg');
    expect(withoutQuotesAndCode('a</aside>b')).toBe('ab');
    expect(withoutQuotesAndCode('a<blockquote>b')).toBe('a');
    expect(withoutQuotesAndCode('a<preface>b')).toBe('a<preface>b');
  });
});

describeRealData('discourse-delving.tar.gz', (path) => {
  let staged: StagedExport;
  beforeAll(async () => {
    staged = await stageExport(discourseArchive, path);
  }, 60_000);
  afterAll(() => staged.close());

  it('is recognised', () => {
    expect(staged.sureness).toBe(2);
    expect(staged.warnings).toEqual([]);
  });

  it('counts files, posts, topics, people and categories', async () => {
    expect(
      await staged.rows(`select outcome, count(*)::integer as n from staged_records group by all order by all`),
    ).toEqual([
      { outcome: 'duplicate', n: 64 },
      { outcome: 'used', n: 4661 },
    ]);
    const contributions = `staged_events where kind in ('post', 'reply')`;
    expect(await staged.value(`select count(*)::integer from ${contributions}`)).toBe(4661);
    expect(await staged.value(`select count(distinct thread_native_id)::integer from ${contributions}`)).toBe(635);
    expect(await staged.value(`select count(distinct actor_native_id)::integer from ${contributions}`)).toBe(460);
    // 460 authors, and eight people mentioned who never wrote.
    expect(await staged.value(`select count(*)::integer from staged_people`)).toBe(468);
    expect(await staged.value(`select count(*)::integer from staged_communities where metadata_missing`)).toBe(8);
  });

  it('counts replies and who they turn to', async () => {
    // 2,325 posts answer a post, of which 6 are not in the archive.
    expect(
      await staged.value(`select count(parent_native_event_id)::integer from staged_events where kind = 'reply'`),
    ).toBe(2319);
    expect(
      await staged.rows(`select count(*)::integer as events,
        count(distinct (actor_native_id, target_native_id))::integer as pairs
      from staged_events where kind = 'reply' and actor_native_id <> target_native_id`),
    ).toEqual([{ events: 2155, pairs: 1165 }]);
  });

  it('imports as a whole, and a second time changes nothing', async () => {
    const { first, second, facts } = await importTwice(path);
    expect(first).toMatchObject({
      source: 'discourse-archive',
      records_read: 4725,
      used: 4661,
      duplicates: 64,
      people: 468,
      communities: 8,
    });
    expect(second).toMatchObject({ used: 0, events: {} });
    expect(facts[1]).toBe(facts[0]);
  }, 60_000);
});
