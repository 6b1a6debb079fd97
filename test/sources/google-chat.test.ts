import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { englishMoment } from '../../pipelines/sources/google-chat/english-moment.ts';
import { messageFacts, type Person } from '../../pipelines/sources/google-chat/message-facts.ts';
import { googleChat } from '../../pipelines/sources/google-chat/source.ts';
import { conversationOf } from '../../pipelines/sources/google-chat/spaces.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { writeZip } from '../support/archives.ts';
import { importRequest } from '../support/import-request.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

// "zanzibar" stands in every text, file name and private conversation of the example.
testSourceCases(googleChat, ['takeout'], /zanzibar|x\.test\/|q=1/i);

describe('a moment in English', () => {
  it('is read whatever its blanks and its country', () => {
    expect(englishMoment('Thursday, November 3, 2016 at 11:59:50 AM UTC')).toBe('2016-11-03T11:59:50.000Z');
    expect(englishMoment('Thursday, November 3, 2016 at 11:59:50\u202fPM UTC')).toBe('2016-11-03T23:59:50.000Z');
    expect(englishMoment('Thursday, November 3, 2016, 12:00:00\u00a0AM UTC')).toBe('2016-11-03T00:00:00.000Z');
    expect(englishMoment('Thursday, November 3, 2016 at 12:00:00 PM UTC')).toBe('2016-11-03T12:00:00.000Z');
    expect(englishMoment('Thursday, 3 November 2016 at 23:59:50 UTC')).toBe('2016-11-03T23:59:50.000Z');
    expect(englishMoment('Thursday 3 November 2016 at 11:59:50 UTC')).toBeNull();
  });

  it('is not guessed in other languages, nor made up', () => {
    for (const text of [
      'jeudi 3 novembre 2016 à 11:59:50 UTC',
      'Donnerstag, 3. November 2016 um 11:59:50 UTC',
      'jueves, 3 de noviembre de 2016, 11:59:50 UTC',
      'Wednesday, February 30, 2016 at 1:00:00 AM UTC',
      'Thursday, November 3, 2016 at 13:00:00 PM UTC',
      'Thursday, November 3, 2016 at 11:59:50 AM PST',
      '',
    ]) {
      expect(englishMoment(text)).toBeNull();
    }
  });
});

describe('the facts of a message', () => {
  const member = (name: string): Person => ({ id: `${name.toLowerCase()}@x`, name, email: null, bot: false });

  it('knows whom the marked places name', () => {
    const text = '👍 @Bo, @Nobody and +x';
    const mark = (start: number, length: number) => ({
      start_index: start,
      length,
      user_mention_metadata: {},
    });
    expect(
      messageFacts({ text, annotations: [mark(3, 3), mark(8, 7), mark(20, 2), { start_index: 3, length: 3 }] }, [
        member('Bo'),
        member('Ana'),
      ]),
    ).toMatchObject({ mentions: ['bo@x'], unknown_mentions: 1 });
  });

  it('reads odd types as absent', () => {
    expect(messageFacts({ text: 4, creator: [], annotations: {}, reactions: [{ reactor_emails: 'x' }] }, [])).toEqual({
      id: null,
      topic: null,
      moment: null,
      deleted: false,
      author: null,
      mentions: [],
      unknown_mentions: 0,
      reactions: [],
      asks: false,
    });
  });
});

describe('the paths of an export', () => {
  it('are those of spaces and direct messages, under any folder', () => {
    expect(conversationOf('Takeout/Google Chat/Groups/Space AAAA/messages.json')).toEqual({
      id: 'AAAA',
      isDirect: false,
      holds: 'messages',
    });
    expect(conversationOf('DM x-y/group_info.json')).toEqual({ id: 'x-y', isDirect: true, holds: 'group_info' });
    expect(conversationOf('Users/User 1/user_info.json')).toBeNull();
    expect(conversationOf('My Space AAAA/messages.json')).toBeNull();
    expect(conversationOf('messages.json', 'Space AAAA')).toEqual({ id: 'AAAA', isDirect: false, holds: 'messages' });
    expect(conversationOf('messages.json', 'DM x')).toMatchObject({ isDirect: true });
    expect(conversationOf('messages.json', 'chat')).toBeNull();
  });
});

it('says in one message that the account must be in English', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-chat-'));
  try {
    const space = join(folder, 'Groups', 'Space AAAA');
    mkdirSync(space, { recursive: true });
    writeFileSync(join(space, 'group_info.json'), JSON.stringify({ name: 'Équipe', members: [] }));
    const message = (second: number) => ({
      creator: { name: 'Ana', email: 'ana@corp.test', user_type: 'Human' },
      created_date: `jeudi 3 novembre 2016 à 11:59:${second} UTC`,
      topic_id: 't',
      message_id: `AAAA/t/${second}`,
    });
    writeFileSync(join(space, 'messages.json'), JSON.stringify({ messages: [message(50), message(51)] }));
    await expect(stageExport(googleChat, folder)).rejects.toThrow(
      /messages\.json, line 1: the dates of this export are not in English .*11:59:50 UTC.* Choose English/,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('reads the several archives of one Takeout as one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-chat-'));
  try {
    const delivered = join(folder, 'takeout');
    mkdirSync(delivered);
    const space = 'Takeout/Google Chat/Groups/Space AAAA';
    const ana = { name: 'Ana', email: 'ana@corp.test', user_type: 'Human' };
    const message = {
      creator: ana,
      created_date: 'Thursday, November 3, 2016 at 11:59:50 AM UTC',
      topic_id: 't',
      message_id: 'AAAA/t/t',
    };
    await writeZip(join(delivered, 'takeout-001.zip'), {
      [`${space}/group_info.json`]: JSON.stringify({ name: 'Lean', members: [ana] }),
      'Takeout/Google Chat/Groups/DM x/messages.json': '{}',
    });
    await writeZip(join(delivered, 'takeout-002.zip'), {
      [`${space}/messages.json`]: JSON.stringify({ messages: [message] }),
    });
    const results = await importDeliveries(importRequest(join(folder, 'data'), [delivered]));
    expect(results).toMatchObject([{ source: 'google-chat', used: 1, events: { post: 1 }, communities: 1 }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
