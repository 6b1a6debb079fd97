-- The rewritten export as three tables, and for each message what it is: everything after this reads these.

create temp table slack_user as
select * from read_json(getvariable('users'), format = 'newline_delimited', columns = {
  id: 'varchar', name: 'varchar', email: 'varchar', guest: 'boolean', bot: 'boolean', bot_id: 'varchar',
  deleted: 'boolean', updated: 'varchar', "foreign": 'boolean'});

create temp table slack_listed as
select *, nfc_normalize(name) as folder_name, try_cast(created as bigint) as created_at
from read_json(getvariable('channels'), format = 'newline_delimited', columns = {
  workspace: 'varchar', id: 'varchar', name: 'varchar', created: 'varchar', creator: 'varchar', archived: 'boolean',
  private: 'boolean', members: 'varchar[]'})
where id is not null;

-- Names are unique in a workspace at one time, not over time: of two channels of one name the later one keeps the folder.
create temp table slack_folder as
select workspace, folder_name, id
from slack_listed
where folder_name is not null
qualify row_number() over (partition by workspace, folder_name order by archived, created_at desc nulls last, id) = 1;

-- A channel that several workspaces share stands in the list of each, with the members it has there.
create temp table slack_channel as
select
  id,
  coalesce(name, id) as name,
  case when created_at between 1 and 99999999999 then make_timestamp(created_at * 1000000)::date end as created_on,
  nullif(creator, '') as creator,
  archived,
  private,
  flatten(list(members) over (partition by id)) as members
from slack_listed
qualify row_number() over (partition by id order by private, name, workspace) = 1;

-- Bots: Slackbot, ids of apps, and accounts that the list of people calls bots.
create temp macro slack_is_bot(who) as
  coalesce(who = 'USLACKBOT' or who like 'B%' or who in (select u.id from slack_user u where u.bot), false);

create temp table slack_message as
with message as (
  select *, split_part(file, '/', -2) as folder, regexp_extract(file, '^(teams/[^/]+/)[^/]+/', 1) as workspace
  from read_json(getvariable('messages'), format = 'newline_delimited', columns = {
    file: 'varchar', line: 'bigint', problem: 'varchar', ts: 'varchar', thread_ts: 'varchar', edited_ts: 'varchar',
    is_message: 'boolean', subtype: 'varchar', author: 'varchar', bot: 'varchar', parent_author: 'varchar', reply_count: 'bigint',
    mentioned: 'varchar[]', asks: 'boolean', reactions: 'struct(emoji varchar, person varchar)[]',
    author_name: 'varchar', author_is_guest: 'boolean', author_team: 'varchar'})
),
placed as (
  -- Some tools name the folder after the channel's id instead of its name.
  select m.*, coalesce(by_name.id, by_id.id, m.workspace || m.folder) as channel
  from message m
  left join slack_folder by_name on by_name.workspace = m.workspace and by_name.folder_name = nfc_normalize(m.folder)
  left join slack_channel by_id on by_id.id = m.folder
),
described as (
  select
    *,
    channel || '/' || ts as message_id,
    make_timestamp(split_part(ts, '.', 1)::bigint * 1000000 + split_part(ts, '.', 2)::bigint) as occurred_at,
    -- Two channels can hold messages of the same ts. Of two copies of a message the last edited is the message.
    row_number() over (partition by channel, ts order by edited_ts desc nulls last, file, line) as copy,
    case
      when not is_message then 'not_a_message'
      when subtype is null or subtype in ('file_share', 'me_message', 'thread_broadcast', 'bot_message') then 'contribution'
      when subtype in ('channel_join', 'group_join') then 'join'
      when subtype in ('channel_leave', 'group_leave') then 'leave'
      else 'furniture'
    end as nature,
    coalesce(author, bot) as speaker
  from placed
)
select
  *,
  bot is not null or slack_is_bot(speaker) as by_service,
  case
    when problem is not null then 'rejected'
    when ts is null then 'rejected'
    when copy > 1 then 'duplicate'
    when nature = 'not_a_message' then 'ignored'
    when len(reactions) > 0 and speaker is not null then 'used'
    when nature = 'furniture' then 'ignored'
    when speaker is not null then 'used'
    when subtype = 'bot_message' then 'ignored'
    else 'rejected'
  end as outcome
from described;
