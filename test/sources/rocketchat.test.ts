import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstObjects } from '../../pipelines/sources/rocketchat/first-objects.ts';
import { rocketChat } from '../../pipelines/sources/rocketchat/source.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

// "zanzibar" stands in every text, secret and name of a closed conversation of the examples.
testSourceCases(rocketChat, ['collections', 'other-layouts'], /zanzibar|guest-1/);

describe('collections given alone', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vigie-rocketchat-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, ...documents: readonly object[]) =>
    writeFileSync(join(folder, name), documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
  const ts = { $date: '2026-01-05T09:00:00Z' };
  const message = { _id: 'm1', rid: 'r1', msg: 'why?', ts, u: { _id: 'u1', username: 'ana' } };

  it('are not read when they are messages: nothing says which are direct', async () => {
    write('messages.json', message);
    await expect(stageExport(rocketChat, folder)).rejects.toThrow(/rocketchat_room is missing/);
  });

  it('make a list of people', async () => {
    write('users.json', { _id: 'u1', type: 'user', roles: ['user'], active: true, username: 'ana' });
    const staged = await stageExport(rocketChat, folder);
    try {
      expect(staged.capabilities).toEqual(['population']);
      expect(await staged.rows('select native_id, display_name from staged_people')).toEqual([
        { native_id: 'u1', display_name: 'ana' },
      ]);
    } finally {
      await staged.close();
    }
  });

  it('go together file by file, and say when accounts are missing', async () => {
    write('room.json', { _id: 'r1', t: 'p', fname: 'Lean' });
    write('2025.json', message);
    write('2026.json', {
      ...message,
      _id: 'm2',
      msg: 'long '.repeat(20_000),
      reactions: { ':+1:': { usernames: ['ana'] } },
    });
    const staged = await stageExport(rocketChat, folder);
    try {
      expect(staged.sureness).toBe(2);
      expect(staged.capabilities).toEqual(['times', 'reactions', 'mentions', 'questions', 'communities']);
      expect(staged.warnings.map(({ en }) => en)).toEqual([
        'without the collection users, automatic accounts pass for people',
      ]);
      expect(
        await staged.rows('select native_event_id as id, is_question as asks from staged_events order by 1'),
      ).toEqual([
        { id: 'm1', asks: true },
        { id: 'm2', asks: false },
        { id: 'm2/reaction/u1/+1', asks: null },
      ]);
    } finally {
      await staged.close();
    }
  });

  it('that break off are told without what was written', async () => {
    write('room.json', { _id: 'r1', t: 'c', fname: 'Lean' });
    writeFileSync(join(folder, 'messages.json'), `[${JSON.stringify(message)},{"_id":"m2","msg":"zanzi`);
    await expect(stageExport(rocketChat, folder)).rejects.toThrow(/not JSON from one end to the other/);
  });

  it('end no climb when two messages quote each other', async () => {
    const quote = (id: string) => `[ ](https://chat.test/channel/lean?msg=${id}) so`;
    write('room.json', { _id: 'r1', t: 'c', fname: 'Lean' });
    write('messages.json', { ...message, msg: quote('m2') }, { ...message, _id: 'm2', msg: quote('m1') });
    const staged = await stageExport(rocketChat, folder);
    try {
      expect(await staged.value('select count(*)::integer from staged_events')).toBe(2);
    } finally {
      await staged.close();
    }
  });
});

describe('the first objects of a text', () => {
  it('come whole, whatever stands in their texts', () => {
    const text = '{"a":"} \\" {","b":{"c":1}}';
    const object = { a: '} " {', b: { c: 1 } };
    expect(firstObjects(`${text}\n${text}\n{"a`, 9)).toEqual([object, object]);
    expect(firstObjects(`\uFEFF[\n${text},${text}]`, 9)).toEqual([object, object]);
    expect(firstObjects(`${text}${text}`, 1)).toEqual([object]);
  });

  it('are none in anything else', () => {
    for (const text of ['', '[1]', 'a,b', '{"a', '{a}', '"{}"', '[]']) expect(firstObjects(text, 9)).toEqual([]);
  });
});
