import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readMapping } from '../../pipelines/mapping/document.ts';
import { sniff } from '../../pipelines/mapping/sniff.ts';
import { openDuckDb } from '../../pipelines/store/duckdb.ts';
import { sqlLiteral } from '../../pipelines/store/run-sql.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { importRequest, snapshotRows } from '../support/import-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-mapping-tools-'));
const data = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function look(name: string, content: string) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const seen = await sniff({ data, path, sheet: null, table: null, preset: null, memoryLimit: '512MB' });
  const { table, columns, kinds, dates } = seen.mapping;
  const codes = seen.questions.map(({ code }) => code);
  const load = async () => {
    const [loaded] = await importDeliveries(
      importRequest(data, [path], { mapping: readMapping(seen.yaml.fr, 'mapping.yaml') }),
    );
    return loaded;
  };
  return { proposed: { table, columns, kinds, dates, codes }, load };
}

it('says of a Parquet file cut short what it is', async () => {
  await expect(look('torn.parquet', 'PAR1 and no more')).rejects.toThrow(
    /^torn\.parquet: this Parquet file is cut short/,
  );
});

// Once the first is loaded, the ids of another tool must not be taken for its own unsaid.
describe('the proposal for', () => {
  it('a chat of Telegram takes who wrote, not whom the notices name, and replies by what they answer', async () => {
    const message = (id: number, more: object) => ({
      id,
      type: 'message',
      date: `2024-03-01T10:0${id}:00`,
      date_unixtime: String(1_709_283_600 + 60 * id),
      text: 'zanzibar',
      text_entities: [],
      ...more,
    });
    const [ana, bo] = [
      { from: 'Ana Ruiz', from_id: 'user11' },
      { from: 'Bo Lindt', from_id: 'user22' },
    ];
    const chat = {
      name: 'Entraide',
      type: 'private_supergroup',
      id: 1_700_000_001,
      messages: [
        message(1, { type: 'service', actor: 'Ana Ruiz', actor_id: 'user11', action: 'create_group', members: ['Bo'] }),
        message(2, ana),
        message(3, { ...bo, reply_to_message_id: 2, text: ['so ', { type: 'bold', text: 'so' }] }),
        message(4, ana),
        message(5, { ...bo, reply_to_message_id: 4 }),
      ],
    };
    const { proposed, load } = await look('result.json', JSON.stringify(chat));
    expect(proposed).toEqual({
      table: 'events',
      columns: {
        actor: 'from_id',
        occurred_at: 'date_unixtime',
        kind: 'type',
        parent: 'reply_to_message_id',
        event_id: 'id',
        actor_name: 'from',
      },
      kinds: { values: { message: 'post-or-reply', service: 'ignore' } },
      dates: undefined,
      codes: ['other_column'],
    });
    expect(await load()).toMatchObject({ used: 4, ignored: { left_out: 1 }, events: { post: 2, reply: 2 }, people: 2 });
    expect(await snapshotRows(data, 'select min(occurred_at)::varchar as first from events')).toEqual([
      { first: '2024-03-01 09:02:00' },
    ]);
  });

  it('a channel of Discord, saved as JSON', async () => {
    const author = (id: string, name: string) => ({ id, name, discriminator: '0000', nickname: name, isBot: false });
    const [ana, bo] = [author('300000000000000011', 'ana'), author('300000000000000022', 'bo')];
    const message = (id: number, type: string, who: object, more: object = {}) => ({
      id: `90000000000000000${id}`,
      type,
      timestamp: `2024-03-01T09:0${id}:00.123+00:00`,
      timestampEdited: null,
      isPinned: false,
      content: 'zanzibar',
      author: who,
      reactions: [],
      mentions: [],
      ...more,
    });
    const reference = { messageId: '900000000000000002', channelId: '200000000000000001', guildId: '1' };
    const { proposed } = await look(
      'discord.json',
      JSON.stringify({
        guild: { id: '1', name: 'Club' },
        channel: { id: '200000000000000001', type: 'GuildTextChat', name: 'entraide' },
        messages: [
          message(1, 'GuildMemberJoin', ana),
          message(2, 'Default', ana),
          message(3, 'Reply', bo, { reference }),
          message(4, 'ChannelPinnedMessage', bo, { reference }),
          message(5, 'Default', ana),
        ],
        messageCount: 5,
      }),
    );
    expect(proposed).toEqual({
      table: 'events',
      columns: {
        actor: 'author.id',
        occurred_at: 'timestamp',
        kind: 'type',
        parent: 'reference.messageId',
        event_id: 'id',
        actor_name: 'author.name',
      },
      kinds: { values: { ChannelPinnedMessage: 'ignore', Default: 'post', GuildMemberJoin: 'join', Reply: 'reply' } },
      dates: undefined,
      codes: ['shared_ids'],
    });
  });

  it('a channel of Discord, saved as CSV, takes no message for an id', async () => {
    const { proposed } = await look(
      'discord.csv',
      `AuthorID,Author,Date,Content,Attachments,Reactions
"300000000000000011","ana","2024-03-01T09:00:00.1230000+00:00","zanzibar","",""
"300000000000000022","bo","2024-03-01T09:01:00.0000000+00:00","oui","","👍 (1)"
"300000000000000011","ana","2024-03-01T09:03:00.0000000+00:00","merci","",""
`,
    );
    expect(proposed).toMatchObject({
      table: 'events',
      columns: { actor: 'AuthorID', occurred_at: 'Date', actor_name: 'Author' },
      kinds: { always: 'post' },
      codes: ['no_kind', 'shared_ids'],
    });
    expect(Object.keys(proposed.columns)).toHaveLength(3);
  });

  it('issues of Jira takes who created them, and reads 12/Mar/24 3:45 PM', async () => {
    const { proposed, load } = await look(
      'jira.csv',
      `Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Project type,Project lead,Project lead id,Parent id,Priority,Resolution,Assignee,Assignee Id,Reporter,Reporter Id,Creator,Creator Id,Created,Updated,Last Viewed,Resolved,Votes,Watchers,Watchers Id
Panne du portail,AID-1,10001,Bug,Done,AID,Aide interne,software,Ana Ruiz,712020:aa11,,High,Done,Bo Lindt,712020:bb22,Ana Ruiz,712020:aa11,Ana Ruiz,712020:aa11,12/Mar/24 3:45 PM,13/Mar/24 9:05 AM,14/Mar/24 8:00 AM,13/Mar/24 9:05 AM,0,Ana Ruiz,712020:aa11
Nouvel accueil,AID-2,10002,Task,To Do,AID,Aide interne,software,Ana Ruiz,712020:aa11,10001,Low,,,,Cy Owen,712020:cc33,Cy Owen,712020:cc33,01/Apr/24 12:10 AM,02/Apr/24 9:05 AM,,,1,,
Lien cassé,WEB-7,10017,Bug,To Do,WEB,Site,software,Bo Lindt,712020:bb22,,Low,,Ana Ruiz,712020:aa11,Bo Lindt,712020:bb22,Bo Lindt,712020:bb22,02/Apr/24 11:59 AM,02/Apr/24 12:30 PM,,,2,,
Texte,AID-3,10003,Story,Done,AID,Aide interne,software,Ana Ruiz,712020:aa11,10001,Low,Done,Ana Ruiz,712020:aa11,Ana Ruiz,712020:aa11,Ana Ruiz,712020:aa11,03/Apr/24 1:00 PM,04/Apr/24 12:30 PM,,04/Apr/24 12:30 PM,2,,
`,
    );
    expect(proposed).toEqual({
      table: 'events',
      columns: {
        actor: 'Creator Id',
        occurred_at: 'Created',
        community: 'Project key',
        event_id: 'Issue key',
        actor_name: 'Creator',
        community_name: 'Project name',
      },
      kinds: { always: 'post' },
      dates: { zone: 'UTC' },
      codes: ['no_kind', 'local_time', 'shared_ids'],
    });
    expect(await load()).toMatchObject({ used: 4, events: { post: 4 }, people: 3, communities: 2 });
    const rows = await snapshotRows(
      data,
      "select occurred_at::varchar as t from events where occurred_at > '2024-03-05' order by 1",
    );
    expect(rows.map(({ t }) => t)).toEqual([
      '2024-03-12 15:45:00',
      '2024-04-01 00:10:00',
      '2024-04-02 11:59:00',
      '2024-04-03 13:00:00',
    ]);
  });

  it('an extract in Parquet reads the fields of its records, and days whose month is a word', async () => {
    const path = join(folder, 'acts.parquet');
    const database = await openDuckDb(':memory:', { tempFolder: folder });
    const row = (who: number, day: string, act: string) =>
      `({'id': 'u${who}', 'profile': {'mail': 'u${who}@x.example'}}, '${day}', {'slug': 'bike'}, '${act}')`;
    const rows = [row(1, 'Mar 1, 2024', 'LIKE'), row(2, 'Mar 14, 2024', 'COMMENT'), row(1, '3 mars 2024', 'LIKE')];
    await database.db.run(
      `copy (from (values ${rows.join(', ')}) t(agent, "Awarded on", queue, act)) to ${sqlLiteral(path)}`,
    );
    await database.close();
    const seen = await sniff({ data, path, sheet: null, table: null, preset: null, memoryLimit: '512MB' });
    expect(seen.mapping.columns).toEqual({
      actor: 'agent.id',
      occurred_at: 'Awarded on',
      kind: 'act',
      community: 'queue.slug',
      actor_email: 'agent.profile.mail',
    });
    expect(seen.preview[1]).toEqual(['u2', 'u2@x.example', 'Mar 14, 2024', 'bike', 'COMMENT']);
  });

  it('requests of a help desk takes who opened them', async () => {
    const record = (id: number, by: string) => ({
      number: `R${id}`,
      opened_by: { value: by, display_value: `Agent ${by}` },
      sys_created_on: `2024-03-0${id} 08:00:00`,
    });
    const { proposed } = await look('requests.json', JSON.stringify([record(1, 'a1'), record(2, 'a2')]));
    expect(proposed.columns).toMatchObject({ actor: 'opened_by.value', actor_name: 'opened_by.display_value' });
  });
});
