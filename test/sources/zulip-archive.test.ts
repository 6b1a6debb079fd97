import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageFacts } from '../../pipelines/sources/zulip-archive/message-facts.ts';
import { zulipArchive } from '../../pipelines/sources/zulip-archive/source.ts';
import { decodeDotted, topicFile } from '../../pipelines/sources/zulip-archive/topic-file.ts';
import { importTwice } from '../support/import-twice.ts';
import { describeRealData } from '../support/real-data.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { type StagedExport, stageExport } from '../support/stage-export.ts';

// The word "zanzibar" stands in every text of the examples, "tok-" in every link, an address in an old mention.
testSourceCases(zulipArchive, ['archive', 'one-stream'], /zanzibar|tok-|x\.test|corp\.test/);

describe('a topic file', () => {
  it('tells stream and topic, encoded with dots', () => {
    expect(topicFile('113488-general/.E2.9C.94.20it.20works.2E.json')).toEqual({
      streamId: '113488',
      streamName: 'general',
      topic: 'it works.',
    });
    expect(topicFile("12-a-b/it's (so).json")).toEqual({ streamId: '12', streamName: 'a-b', topic: "it's (so)" });
  });

  it('may stand in a nested folder when the name of its stream holds a slash', () => {
    expect(topicFile('113538-CI/build-status/red.json')).toEqual({
      streamId: '113538',
      streamName: 'CI/build-status',
      topic: 'red',
    });
  });

  it('is nothing else', () => {
    for (const path of ['stream_index.json', 'general/x.json', '12-general/x.html', '12-.json']) {
      expect(topicFile(path)).toBeNull();
    }
  });

  it('keeps a name that can not be decoded', () => {
    expect(decodeDotted('cut.E2.9C')).toBe('cut.E2.9C');
    expect(decodeDotted('100% .25')).toBe('100% %');
  });
});

describe('the facts of a message', () => {
  it('needs a colon after the link to see a quotation', () => {
    const name = '<span class="user-mention silent" data-user-id="5">Ana</span>';
    const link = '<a href="/#narrow/channel/1-x/topic/y/near/42">here</a>';
    expect(messageFacts({ content: `<p>${name} ${link}:</p>` })).toMatchObject({
      quoted_message: 42,
      quoted_person: 5,
    });
    expect(messageFacts({ content: `<p>${name} ${link}：</p>` })).toMatchObject({ quoted_message: 42 });
    expect(messageFacts({ content: `<p>${name} wrote it ${link}.</p>` })).toMatchObject({ quoted_message: null });
  });

  it('does not take a question from a quotation or from code', () => {
    const asks = (content: string) => messageFacts({ content }).asks;
    expect(asks('<p>why?</p>')).toBe(true);
    expect(asks('<blockquote><blockquote><p>a?</p></blockquote><p>why?</p></blockquote><p>because</p>')).toBe(false);
    expect(asks('<p>try <code>simp?</code></p><pre>exact?</pre>')).toBe(false);
  });
});

// Expected figures: an independent reading of the archive with Python's own HTML parser.
describeRealData('zulip-lean-86-streams.tar.gz', (path) => {
  let staged: StagedExport;
  beforeAll(async () => {
    staged = await stageExport(zulipArchive, path);
  }, 120_000);
  afterAll(() => staged.close());

  it('is recognised', () => {
    expect(staged.sureness).toBe(2);
    expect(staged.warnings.map(({ en }) => en)).toEqual(['accounts taken for automatic because of their names: 9']);
  });

  it('counts every row once', async () => {
    expect(
      await staged.rows(`select outcome, count(*)::integer as n from staged_records group by all order by all`),
    ).toEqual([
      { outcome: 'duplicate', n: 4478 },
      { outcome: 'used', n: 228_662 },
    ]);
    expect(await staged.value(`select count(distinct file)::integer from staged_records`)).toBe(9205);
  });

  it('counts senders, streams and topics', async () => {
    expect(
      await staged.value(`select count(distinct actor_native_id)::integer from staged_events
      where kind in ('post', 'reply')`),
    ).toBe(2232);
    expect(await staged.value(`select count(*)::integer from staged_people`)).toBe(2398);
    expect(await staged.value(`select count(*)::integer from staged_communities`)).toBe(86);
    expect(await staged.value(`select count(*)::integer from staged_events where kind = 'post'`)).toBe(9008);
    expect(
      await staged.rows(`select native_id, name from staged_communities
      where native_id in ('348111', '335062', '239415', '218272') order by native_id`),
    ).toEqual([
      { native_id: '218272', name: 'FoMM-/-Lean-Together-2020' },
      { native_id: '239415', name: 'metaprogramming-/-tactics' },
      { native_id: '335062', name: expect.stringMatching(/^homolog/) as string },
      { native_id: '348111', name: expect.stringMatching(/^(batteries|std4)$/) as string },
    ]);
  });

  it('counts mentions and quotations', async () => {
    expect(
      await staged.rows(`select kind, count(*)::integer as events,
        count(distinct (actor_native_id, target_native_id))::integer as pairs
      from staged_events where target_native_id <> actor_native_id group by kind order by kind`),
    ).toEqual([
      { kind: 'mention', events: 18_422, pairs: 6832 },
      { kind: 'reply', events: 11_982, pairs: 5579 },
    ]);
  });

  it('imports as a whole, and a second time changes nothing', async () => {
    const { first, second, facts } = await importTwice(path);
    expect(first).toMatchObject({
      source: 'zulip-archive',
      records_read: 233_140,
      used: 228_662,
      duplicates: 4478,
      people: 2398,
      communities: 86,
    });
    expect(second).toMatchObject({ used: 0, events: {} });
    expect(facts[1]).toBe(facts[0]);
  }, 120_000);
});
