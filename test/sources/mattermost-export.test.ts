import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mattermostExport } from '../../pipelines/sources/mattermost-export/source.ts';
import { importTwice } from '../support/import-twice.ts';
import { describeRealData } from '../support/real-data.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { type StagedExport, stageExport } from '../support/stage-export.ts';

// "zanzibar" stands in every text, preference and direct message of the examples.
testSourceCases(mattermostExport, ['old-server', 'server'], /zanzibar|x\.test\/|q=1/i);

describe('texts of any length', () => {
  let folder: string;
  let staged: StagedExport;
  const post = (user: string, second: number, message: string) =>
    JSON.stringify({
      type: 'post',
      post: {
        team: 'core',
        channel: 'lean',
        user,
        message,
        create_at: 1_767_603_600_000 + second * 1000,
        replies: null,
      },
    });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vigie-mattermost-'));
    const lines = [
      '{"type":"version","version":1}',
      post('ana', 0, `${'word '.repeat(100_000)}@bo?`),
      post('bo', 1, `@${'a.'.repeat(250_000)}`),
      post('ana', 2, 'run ```@bo a ? b``` and `@bo ?` or @bo'),
      post('ana', 3, 'never closed ``` @bo ?'),
      post('ana', 4, 'éléphant@bo, see https://y.test/@bo, (@bo)'),
      post('ana', 5, 'どう思いますか？'),
    ];
    writeFileSync(join(folder, 'import.jsonl'), lines.join('\n'));
    staged = await stageExport(mattermostExport, folder);
  });
  afterAll(async () => {
    await staged.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds marks and questions outside code and addresses', async () => {
    expect(
      await staged.rows(`select
        second(occurred_at)::integer as second,
        bool_or(is_question) as asks,
        coalesce(string_agg(target_native_id) filter (where kind = 'mention'), '') as mentions
        from staged_events group by all order by all`),
    ).toEqual([
      { second: 0, asks: true, mentions: 'bo' },
      { second: 1, asks: false, mentions: '' },
      { second: 2, asks: false, mentions: 'bo' },
      { second: 3, asks: false, mentions: '' },
      { second: 4, asks: false, mentions: 'bo' },
      { second: 5, asks: true, mentions: '' },
    ]);
  });
});

it('names the file of which a line is beyond reading', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-mattermost-'));
  try {
    const lines = ['{"type":"version","version":1}', `{"type":"emoji","emoji":"${'x'.repeat(70_000_000)}"}`, ''];
    writeFileSync(join(folder, 'import.jsonl'), lines.join('\n'));
    await expect(stageExport(mattermostExport, folder)).rejects.toThrow(
      'import.jsonl: a line of this file is longer than 64 MB',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('a message corrected between two exports', () => {
  it('keeps its id', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-mattermost-'));
    try {
      const ids: unknown[] = [];
      for (const message of ['hello', 'hello all']) {
        writeFileSync(
          join(folder, 'import.jsonl'),
          `{"type":"post","post":{"team":"core","channel":"lean","user":"ana","message":"${message}","create_at":1767603600000}}\n`,
        );
        const staged = await stageExport(mattermostExport, folder);
        ids.push(await staged.value('select native_event_id from staged_events'));
        await staged.close();
      }
      expect(ids).toEqual(['core/lean/ana/1767603600000', 'core/lean/ana/1767603600000']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describeRealData('mattermost-zulip-fixtures/export.json', (path) => {
  let staged: StagedExport;
  beforeAll(async () => {
    staged = await stageExport(mattermostExport, path);
  });
  afterAll(() => staged.close());

  it('accounts for 35 lines and the reply inside one of them', async () => {
    expect(staged.sureness).toBe(2);
    expect(
      await staged.rows('select outcome, rule, count(*)::integer as n from staged_records group by all order by all'),
    ).toEqual([
      { outcome: 'ignored', rule: 'emoji', n: 2 },
      { outcome: 'ignored', rule: 'untyped_system_message', n: 3 },
      { outcome: 'ignored', rule: 'version', n: 1 },
      { outcome: 'used', rule: null, n: 30 },
    ]);
  });

  it('counts posts, notices and ties', async () => {
    expect(
      await staged.rows('select kind, count(*)::integer as n from staged_events group by all order by all'),
    ).toEqual([
      { kind: 'join', n: 5 },
      { kind: 'mention', n: 1 },
      { kind: 'post', n: 12 },
      { kind: 'reaction', n: 9 },
      { kind: 'reply', n: 1 },
    ]);
    expect(await staged.value('select count(*)::integer from staged_communities')).toBe(5);
  });

  it('finds the channel of another team', async () => {
    expect(await staged.value(`select community_native_id from staged_events where actor_native_id = 'snape'`)).toBe(
      'slytherin/slytherin-quidditch-team',
    );
  });
});

describeRealData('mattermost-zulip-fixtures/direct_channel', (path) => {
  it('loads four posts and none of the seven direct ones, twice the same', async () => {
    const { first, second, facts } = await importTwice(path);
    expect(first).toMatchObject({
      source: 'mattermost-export',
      records_read: 22,
      ignored: { version: 1, direct_channel: 2, direct_post: 7 },
      events: { join: 1, post: 3, reaction: 1, mention: 1 },
    });
    expect(second).toMatchObject({ used: 0, events: {} });
    expect(facts[1]).toBe(facts[0]);
  });
});
