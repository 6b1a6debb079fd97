import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageFacts, slackTime } from '../../pipelines/sources/slack-export/message-facts.ts';
import { slackExport } from '../../pipelines/sources/slack-export/source.ts';
import { receive } from '../../pipelines/steps/receive.ts';
import { importTwice } from '../support/import-twice.ts';
import { describeRealData } from '../support/real-data.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { type StagedExport, stageExport } from '../support/stage-export.ts';

// The word "zanzibar" stands in every text of the examples, "xoxe" in every token.
testSourceCases(
  slackExport,
  ['answers', 'dump', 'grid', 'grid-organisation', 'no-registry', 'workspace'],
  /zanzibar|xoxe|x\.test|\?q=/,
);

describe('less than a whole export', () => {
  const cases = join(import.meta.dirname, '../../fixtures/sources/slack-export');
  const root = mkdtempSync(join(tmpdir(), 'vigie-slack-'));
  const channel = join(root, 'entraide');
  beforeAll(() => {
    mkdirSync(channel);
    const message = (ts: string, more: object = {}) => ({
      type: 'message',
      user: 'UANA',
      text: 'zanzibar',
      ts,
      ...more,
    });
    const days = {
      '2024-02-29': [],
      '2024-03-01': [message('1709283600.000100', { thread_ts: '1709283600.000100', reply_count: 1 })],
      '2024-03-02': [message('1709370000.000200', { user: 'UBO', thread_ts: '1709283600.000100' })],
    };
    for (const [day, messages] of Object.entries(days)) {
      writeFileSync(join(channel, `${day}.json`), JSON.stringify(messages));
    }
  });
  afterAll(() => rmSync(root, { recursive: true }));

  /** Sureness, channels, events and the number of warnings of a delivery. */
  async function readAs(path: string) {
    const staged = await stageExport(slackExport, path);
    try {
      return {
        sureness: staged.sureness,
        channels: await staged.value("select list(native_id || ' ' || name) from staged_communities"),
        events: await staged.value(`select list(kind || coalesce(' to ' || target_native_id, '') order by occurred_at)
          from staged_events`),
        warnings: staged.warnings.map(({ en }) => en.slice(0, unnamed.length)),
      };
    } finally {
      await staged.close();
    }
  }
  const unnamed = 'these files do not say which channel they are of: read as the channel “en';

  it('is read from the folder of a channel, whose name it bears', async () => {
    expect(await readAs(channel)).toEqual({
      sureness: 1,
      channels: ['entraide entraide'],
      events: ['post', 'reply to UANA'],
      warnings: [unnamed],
    });
  });

  it('is read from one day file alone, as a channel of its name', async () => {
    expect(await readAs(join(channel, '2024-03-01.json'))).toMatchObject({
      sureness: 1,
      channels: ['2024-03-01 2024-03-01'],
      events: ['post'],
    });
  });

  it('keeps the name of the folder where an archive or another folder holds it', async () => {
    const { delivery, source, close } = await received(root);
    expect(source.id).toBe('slack-export');
    expect(delivery.files.map(({ path }) => path)).toContain('entraide/2024-03-01.json');
    await close();
  });

  it('is refused where it is a direct conversation alone', async () => {
    for (const path of ['dump/export/D0700000009.json', 'workspace/export/D0ABCDEFG']) {
      await expect(stageExport(slackExport, join(cases, path))).rejects.toThrow(/nothing but direct messages/);
    }
  });

  async function received(path: string) {
    const [first] = await receive(path, null, mkdtempSync(join(root, '.work-')), () => {});
    if (first === undefined) throw new Error('nothing was received');
    return first;
  }
});

describe('a Slack time', () => {
  it('keeps six decimals however it was written', () => {
    expect(slackTime('1611259329.000700')).toBe('1611259329.000700');
    expect(slackTime(1_611_259_329.0007)).toBe('1611259329.000700');
    expect(slackTime(1_611_259_329)).toBe('1611259329.000000');
  });

  it('is null when absent, never or something else', () => {
    for (const value of [undefined, null, '', '0', 0, 'yesterday', '1611259329.0000001', {}]) {
      expect(slackTime(value)).toBeNull();
    }
  });
});

describe('the facts of a message', () => {
  const asks = (text: string) => messageFacts({ text }).asks;

  it('sees a question outside links and code', () => {
    expect(asks('Who can help?')).toBe(true);
    expect(asks('どう思いますか？')).toBe(true);
    expect(asks('see <https://x.test/?a=1|the page> or https://y.test/?b=2')).toBe(false);
    expect(asks('run `a ? b : c` or ```x ?\ny```')).toBe(false);
    expect(asks('<@U1> see <https://x.test/?a=1>, or not?')).toBe(true);
  });

  it('names each person once, in both spellings', () => {
    expect(messageFacts({ text: '<@U1|ana> <@U1> <@W2> <!here> <#C1|x> <!subteam^S1|@t> @U3' }).mentioned).toEqual([
      'U1',
      'W2',
    ]);
  });

  it('reads odd types as absent', () => {
    const facts = messageFacts({ ts: {}, user: 7, text: 4, reactions: 'x', edited: null, user_profile: [] });
    expect(facts).toMatchObject({ ts: null, author: '7', mentioned: [], asks: false, reactions: [] });
  });
});

const people = `(select distinct native_id from staged_people)`;
const between = `actor_native_id <> target_native_id and not by_service`;

/** Events and distinct pairs of one kind of tie, without ties to oneself. */
function ties(staged: StagedExport, kind: string) {
  return staged.rows(`select count(*)::integer as events,
    count(distinct (actor_native_id, target_native_id))::integer as pairs
    from staged_events where kind = '${kind}' and ${between}`);
}

const humanMessages = `select count(*)::integer as messages, count(distinct actor_native_id)::integer as authors
  from staged_events where kind in ('post', 'reply') and not by_service`;

describeRealData('slack-houston-2016.zip', (path) => {
  let staged: StagedExport;
  beforeAll(async () => {
    staged = await stageExport(slackExport, path);
  });
  afterAll(() => staged.close());

  it('is recognised and says what it can tell', () => {
    expect(staged.sureness).toBe(2);
    expect(staged.warnings).toEqual([]);
    expect(staged.capabilities).not.toContain('threads');
    expect(staged.capabilities).toEqual(expect.arrayContaining(['reactions', 'memberships', 'population']));
  });

  it('counts messages, people and channels', async () => {
    expect(await staged.value('select sum(records)::integer from staged_records')).toBe(1382);
    expect(await staged.rows(humanMessages)).toEqual([{ messages: 1025, authors: 32 }]);
    expect(await staged.value(`select count(*)::integer from ${people}`)).toBe(71);
    expect(
      await staged.rows(`select count(*)::integer as channels, count(archived_on)::integer as archived
      from staged_communities`),
    ).toEqual([{ channels: 16, archived: 9 }]);
    expect(
      await staged.rows(`select actor_native_id as id, count(*)::integer as posts from staged_events
      where kind = 'post' group by id order by posts desc limit 2`),
    ).toEqual([
      { id: 'U061A5N1G', posts: 312 },
      { id: 'U061A1R2R', posts: 298 },
    ]);
    expect(await staged.value(`select strftime(max(occurred_at), '%Y-%m-%d %H:%M:%S') from staged_events`)).toBe(
      '2016-07-27 20:21:38',
    );
  });

  it('counts ties', async () => {
    expect(await ties(staged, 'reply')).toEqual([{ events: 0, pairs: 0 }]);
    expect(await ties(staged, 'mention')).toEqual([{ events: 155, pairs: 66 }]);
    expect(await ties(staged, 'reaction')).toEqual([{ events: 190, pairs: 72 }]);
  });

  it('gives every record an outcome and a rule', async () => {
    expect(
      await staged.rows(`select outcome, rule, sum(records)::integer as n from staged_records
      where outcome <> 'used' group by all order by rule`),
    ).toEqual([
      { outcome: 'ignored', rule: 'bot_add', n: 1 },
      { outcome: 'ignored', rule: 'channel_archive', n: 9 },
      { outcome: 'ignored', rule: 'channel_name', n: 2 },
      { outcome: 'ignored', rule: 'channel_purpose', n: 13 },
      { outcome: 'ignored', rule: 'channel_topic', n: 2 },
      { outcome: 'ignored', rule: 'file_comment', n: 6 },
      { outcome: 'ignored', rule: 'pinned_item', n: 1 },
    ]);
  });

  it('dates the last human message of each channel in UTC', async () => {
    const rows = await staged.rows(`select c.name, max(e.occurred_at)::date::varchar as day
      from staged_communities c left join staged_events e
        on e.community_native_id = c.native_id and e.kind in ('post', 'reply') and not e.by_service
      group by c.name order by c.name`);
    expect(Object.fromEntries(rows.map(({ name, day }) => [name, day]))).toEqual({
      datajam: '2016-07-11',
      datasets: '2015-12-03',
      'design-thinking': '2016-06-24',
      examples: '2015-10-25',
      general: '2016-07-27',
      get_feedback: '2016-07-24',
      meetup: null,
      'meetup-': '2016-07-12',
      organizations: '2016-05-10',
      readings: '2016-01-14',
      sci: '2016-07-27',
      sponsors: '2015-06-09',
      talks: '2015-11-06',
      'team-d3': '2015-08-08',
      tools: '2015-12-29',
      tutorials: '2015-06-09',
    });
  });

  it('imports as a whole, and a second time changes nothing', async () => {
    const { first, second, facts } = await importTwice(path);
    expect(first).toMatchObject({
      source: 'slack-export',
      records_read: 1382,
      used: 1348,
      people: 71,
      communities: 16,
      first_day: '2015-06-06',
      last_day: '2016-07-27',
    });
    expect(second).toMatchObject({ used: 0, events: {} });
    expect(facts[1]).toBe(facts[0]);
  }, 60_000);
});

describeRealData('slack-digital-rebar-2018.zip', (path) => {
  let staged: StagedExport;
  beforeAll(async () => {
    staged = await stageExport(slackExport, path);
  });
  afterAll(() => staged.close());

  it('reads on without users.json and with a channels.json that is not JSON', () => {
    expect(staged.sureness).toBe(2);
    expect(staged.warnings.map(({ en }) => en)).toEqual([
      'the file channels.json is not a valid JSON list: channels are named after their folders',
    ]);
    expect(staged.capabilities).not.toContain('population');
    expect(staged.capabilities).toContain('threads');
  });

  it('counts messages, people and folders', async () => {
    expect(await staged.value('select sum(records)::integer from staged_records')).toBe(15_290);
    expect(await staged.value(`select count(distinct file)::integer from staged_records`)).toBe(309);
    expect(await staged.rows(humanMessages)).toEqual([{ messages: 12_775, authors: 72 }]);
    // 126 senders (Slackbot among them), one person only mentioned, one app.
    expect(await staged.value(`select count(*)::integer from ${people}`)).toBe(128);
    expect(await staged.value(`select bool_and(metadata_missing) and count(*) = 15 from staged_communities`)).toBe(
      true,
    );
    expect(
      await staged.rows(`select actor_native_id as id, count(*)::integer as messages from staged_events
      where kind in ('post', 'reply') and not by_service group by id order by messages desc limit 2`),
    ).toEqual([
      { id: 'U02DGQYK1', messages: 3901 },
      { id: 'U6QFVRJNB', messages: 2349 },
    ]);
    expect(await staged.value(`select strftime(max(occurred_at), '%Y-%m-%d %H:%M:%S') from staged_events`)).toBe(
      '2018-04-06 14:39:17',
    );
  });

  it('counts replies and ties', async () => {
    expect(await staged.value(`select count(*)::integer from staged_events where kind = 'reply'`)).toBe(62);
    expect(await ties(staged, 'reply')).toEqual([{ events: 35, pairs: 10 }]);
    expect(await ties(staged, 'mention')).toEqual([{ events: 1196, pairs: 280 }]);
    expect(await ties(staged, 'reaction')).toEqual([{ events: 119, pairs: 65 }]);
  });

  it('keeps what apps posted apart', async () => {
    expect(await staged.value(`select count(*)::integer from staged_events where by_service and kind = 'post'`)).toBe(
      2308,
    );
  });

  it('imports as a whole, and a second time changes nothing', async () => {
    const { first, second, facts } = await importTwice(path);
    expect(first).toMatchObject({
      source: 'slack-export',
      records_read: 15_290,
      used: 15_206,
      people: 128,
      communities: 15,
      last_day: '2018-04-06',
    });
    expect(second).toMatchObject({ used: 0, events: {} });
    expect(facts[1]).toBe(facts[0]);
  }, 60_000);
});
