import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messageFacts, nestedReplies } from '../../pipelines/sources/teams-graph/message-facts.ts';
import { messagesOf } from '../../pipelines/sources/teams-graph/message-files.ts';
import { teamsGraph } from '../../pipelines/sources/teams-graph/source.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

// "zanzibar" stands in every text, link, attachment and chat of the examples.
testSourceCases(teamsGraph, ['company', 'dotnet-tool', 'one-list'], /zanzibar|x\.test\/|q=1/i);

describe('the facts of a message', () => {
  it('keeps nothing of what is not a message of a channel', () => {
    const message = { id: '1', messageType: 'message', from: { user: { id: 'a' } }, body: { content: 'x?' } };
    expect(messageFacts({ ...message, chatId: '19:x' })).toEqual({ exclusion: 'chat' });
    expect(messageFacts({ ...message, messageType: 'systemEventMessage' })).toEqual({
      exclusion: 'system_event_message',
    });
    expect(messageFacts({ ...message, messageType: 'typing' })).toEqual({ exclusion: 'unknown_message_type' });
    expect(messageFacts({ id: '1', displayName: 'x' })).toEqual({ exclusion: 'not_a_message' });
    expect(messageFacts(message)).toEqual({ id: '1' });
  });

  it('reads odd types as absent', () => {
    expect(
      messageFacts({
        messageType: 'message',
        id: 5,
        from: [],
        body: null,
        mentions: 'x',
        reactions: [null, { reactionType: 'like' }],
        channelIdentity: { channelId: 'c', teamId: {} },
      }),
    ).toMatchObject({ id: '5', author: null, team: null, mentions: [], reactions: [], asks: false });
  });

  it('takes a message that answers itself for the first of its thread', () => {
    const message = { messageType: 'message', id: '1', channelIdentity: { channelId: 'c' } };
    expect(messageFacts({ ...message, replyToId: '1' }).reply_to).toBeNull();
    expect(messageFacts({ ...message, replyToId: '2' }).reply_to).toBe('2');
  });

  it('sees a question outside quotations, code and links', () => {
    const asks = (contentType: string, content: string) =>
      messageFacts({ messageType: 'message', channelIdentity: { channelId: 'c' }, body: { contentType, content } })
        .asks;
    expect(asks('html', '<p>ok?</p>')).toBe(true);
    expect(asks('html', '<blockquote>ok?</blockquote><a href="https://x.test/?a">x</a><code>a ? b</code>')).toBe(false);
    expect(asks('text', '<blockquote> ok?')).toBe(true);
    expect(asks('text', 'https://x.test/?a=1')).toBe(false);
  });

  it('gives a nested reply the message that it answers', () => {
    const replies = [{ id: '2' }, { id: '3', replyToId: '9' }, 4];
    expect(nestedReplies({ id: '1', replies })).toEqual([
      { id: '2', replyToId: '1' },
      { id: '3', replyToId: '9' },
    ]);
  });
});

describe('the messages of a file', () => {
  it('are a list, a page or one', () => {
    expect(messagesOf([1, 2])).toEqual([1, 2]);
    expect(messagesOf({ value: [1] })).toEqual([1]);
    expect(messagesOf({ id: 1 })).toEqual([{ id: 1 }]);
  });
});

it('leaves an export of chats alone save for its count', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-teams-'));
  try {
    const chat = { messageType: 'message', createdDateTime: '2026-01-05T09:00:00Z', channelIdentity: null };
    writeFileSync(join(folder, 'chats.json'), JSON.stringify([{ ...chat, id: '1', chatId: '19:x' }]));
    const staged = await stageExport(teamsGraph, folder);
    expect(staged.sureness).toBe(2);
    expect(await staged.rows('select outcome, rule from staged_records')).toEqual([
      { outcome: 'ignored', rule: 'chat' },
    ]);
    expect(await staged.value('select count(*)::integer from staged_people')).toBe(0);
    await staged.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
