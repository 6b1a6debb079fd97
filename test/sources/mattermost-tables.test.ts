import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constantFrom, sample, string } from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyBlocks } from '../../pipelines/sources/mattermost-tables/copy-blocks.ts';
import { mattermostTables } from '../../pipelines/sources/mattermost-tables/source.ts';
import { importTwice } from '../support/import-twice.ts';
import { describeRealData } from '../support/real-data.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { type StagedExport, stageExport } from '../support/stage-export.ts';

// "zanzibar" stands in every text, password, token and position of the examples.
testSourceCases(mattermostTables, ['dump', 'extracted'], /zanzibar/);

describe('tables in files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vigie-tables-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, ...lines: readonly string[]) =>
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);

  it('reads COPY text with the names of its columns, in any letter case', async () => {
    write('Channels.tsv', 'Id\tType\tDisplayName', 'c1\tO\tLean');
    write('users.copy', 'Id\tUsername\tFirstName', 'u1\tana\tAna\\tB\\\\nC', 'u2\tbo\t\\N');
    write(
      'public.posts.txt',
      'Id\tCreateAt\tUserId\tChannelId\tRootId\tMessage',
      'p1\t1767603600000\tu1\tc1\t\tone "line\\nfor @bo?',
      'p2\t1767603660000\tu2\tc1\tp1\t\\N',
    );
    const staged = await stageExport(mattermostTables, folder);
    try {
      expect(staged.capabilities).toEqual(['times', 'communities', 'threads', 'mentions', 'questions', 'population']);
      expect(await staged.rows('select native_id, display_name from staged_people order by all')).toEqual([
        { native_id: 'u1', display_name: 'Ana\tB\\nC' },
        { native_id: 'u2', display_name: 'bo' },
      ]);
      expect(
        await staged.rows('select native_event_id as id, target_native_id as target from staged_events order by all'),
      ).toEqual([
        { id: 'p1', target: null },
        { id: 'p1/mention/u2', target: 'u2' },
        { id: 'p2', target: 'u1' },
      ]);
    } finally {
      await staged.close();
    }
  });

  it('reads back whatever COPY wrote', async () => {
    // As PostgreSQL's manual has it: backslash first, then the characters that would end a value or a line.
    const written = (value: string) =>
      value
        .replaceAll('\\', '\\\\')
        .replaceAll('\n', '\\n')
        .replaceAll('\t', '\\t')
        .replaceAll('\r', '\\r')
        .replaceAll('\b', '\\b')
        .replaceAll('\f', '\\f')
        .replaceAll('\v', '\\v');
    const hard = constantFrom(
      '\\',
      '\\',
      'n',
      't',
      'N',
      '.',
      '\n',
      '\t',
      '\r',
      '\b',
      '\f',
      '\v',
      '"',
      "'",
      ',',
      'é',
      '👍',
      '\u0001',
    );
    const names = sample(string({ unit: hard, minLength: 1, maxLength: 12 }), { seed: 7, numRuns: 300 });
    write('channels.tsv', 'id\ttype', 'c1\tO');
    write('posts.tsv', 'id\tcreateat\tuserid\tchannelid', 'p1\t1767603600000\tu0\tc1');
    write('users.tsv', 'id\tnickname', ...names.map((name, index) => `u${index}\t${written(name)}`));
    const staged = await stageExport(mattermostTables, folder);
    try {
      const rows = await staged.rows(
        `select display_name as name from staged_people order by substr(native_id, 2)::integer`,
      );
      expect(rows.map(({ name }) => name)).toEqual(names);
    } finally {
      await staged.close();
    }
  });

  it('reads line breaks inside a CSV, and says which line is no CSV', async () => {
    write('channels.csv', 'id,type,name', 'c1,O,lean');
    write(
      'posts.csv',
      'id,createat,userid,channelid,message',
      'p2,1767603600000,u1,c1,a,b,c',
      'p1,1767603600000,u1,c1,"two',
      'lines, really?"',
      'p3,1767603600000,u1,c1,""',
    );
    const staged = await stageExport(mattermostTables, folder);
    try {
      expect(await staged.rows('select native_event_id as id, is_question as asks from staged_events')).toEqual([
        { id: 'p1', asks: true },
        { id: 'p3', asks: false },
      ]);
      expect(
        await staged.rows(`select line::integer as line, rule from staged_records where outcome = 'rejected'`),
      ).toEqual([{ line: 2, rule: 'too_many_columns' }]);
    } finally {
      await staged.close();
    }
  });

  it('reads nothing without the list of channels', async () => {
    write('posts.csv', 'id,createat,userid,channelid', 'p1,1767603600000,u1,c1');
    await expect(stageExport(mattermostTables, folder)).rejects.toThrow(/the table channels is missing/);
  });

  it('refuses a dump without COPY', async () => {
    write('dump.sql', 'create table channelmembers ();', 'create table channelmemberhistory ();', 'insert into posts;');
    await expect(stageExport(mattermostTables, folder)).rejects.toThrow(/plain format, without --inserts/);
  });

  it('finds blocks wherever the pieces of a large file are cut', async () => {
    // Files are read by the mebibyte: the line that opens the block lies across the first cut, then a long line does.
    for (const before of [2 ** 20 - 10, 2 ** 20 - 1, 2 ** 20]) {
      write(
        'dump.sql',
        `-${'COPY x (y) FROM stdin;'.repeat(60_000)}`.slice(0, before - 1),
        'COPY a (x) FROM stdin;',
        '1',
      );
      writeFileSync(join(folder, 'dump.sql'), '\\.\n', { flag: 'a' });
      expect(await copyBlocks(join(folder, 'dump.sql'))).toEqual([
        { table: 'a', columns: ['x'], firstLine: 3, lines: 1 },
      ]);
    }
  });

  it('finds the blocks of a dump, one of them cut short', async () => {
    write('dump.sql', '--', 'COPY public.a (x, "y") FROM stdin;', '1\tCOPY public.b (z) FROM stdin;', '\\.', '');
    writeFileSync(join(folder, 'dump.sql'), 'COPY c (z) FROM stdin;\n1\n2', { flag: 'a' });
    expect(await copyBlocks(join(folder, 'dump.sql'))).toEqual([
      { table: 'public.a', columns: ['x', 'y'], firstLine: 3, lines: 1 },
      { table: 'c', columns: ['z'], firstLine: 7, lines: 2 },
    ]);
  });
});

describeRealData('mattermost-database', (path) => {
  let staged: StagedExport;
  beforeAll(async () => {
    staged = await stageExport(mattermostTables, path);
  });
  afterAll(() => staged.close());
  const between = 'actor_native_id <> target_native_id';

  // Counted by an independent program over the dump: 577 of 590 posts stand in open channels, 473 of them by people.
  it('counts what people did in open channels', async () => {
    expect(
      await staged.rows(`select kind, count(*)::integer as n from staged_events where not by_service
        group by all order by all`),
    ).toEqual([
      { kind: 'join', n: 71 },
      { kind: 'leave', n: 8 },
      { kind: 'mention', n: 1 },
      { kind: 'post', n: 381 },
      { kind: 'reaction', n: 83 },
      { kind: 'reply', n: 92 },
    ]);
    expect(
      await staged.value(`select count(distinct actor_native_id)::integer from staged_events
        where kind in ('post', 'reply')`),
    ).toBe(9);
    expect(
      await staged.rows(`select count(*)::integer as events,
        count(distinct (actor_native_id, target_native_id))::integer as pairs
        from staged_events where kind = 'reply' and ${between}`),
    ).toEqual([{ events: 92, pairs: 5 }]);
  });

  it('counts accounts, channels and members, and leaves direct conversations out', async () => {
    expect(
      await staged.rows('select kind, count(*)::integer as n from staged_people group by all order by all'),
    ).toEqual([
      { kind: 'human', n: 10 },
      { kind: 'service', n: 5 },
    ]);
    expect(await staged.value('select count(*)::integer from staged_communities')).toBe(19);
    expect(
      await staged.rows(`select role, count(*)::integer as n from staged_memberships where valid_to is null
        group by all order by all`),
    ).toEqual([
      { role: 'animator', n: 17 },
      { role: 'member', n: 45 },
    ]);
  });

  it('accounts for every row', async () => {
    // 15 users, 5 bots, 4 teams, 23 channels, 75 members, 84 stays, 590 posts, 83 reactions.
    expect(await staged.value('select count(*)::integer from staged_records')).toBe(879);
    expect(
      await staged.rows(`select rule, count(*)::integer as n from staged_records
        where outcome <> 'used' and rule not like 'system%' group by all order by all`),
    ).toEqual([
      { rule: 'deleted', n: 24 },
      { rule: 'direct_channel', n: 5 },
      { rule: 'group_channel', n: 38 },
    ]);
  });

  it('imports as a whole, and a second time changes nothing', async () => {
    const { first, second, facts } = await importTwice(path);
    expect(first).toMatchObject({ source: 'mattermost-tables', records_read: 879, people: 15, communities: 19 });
    expect(second).toMatchObject({ used: 0, events: {} });
    expect(facts[1]).toBe(facts[0]);
  });
});
