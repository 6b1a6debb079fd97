-- The lists of people and channels, and which file belongs to which channel: what messages are judged by.
-- Variables: users, channels, files (newline-delimited JSON).

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

-- The files of messages by number, and the channel that each belongs to. Some tools name the folder after the channel's id
-- instead of its name.
create temp table slack_file as
with file as (
  select *, regexp_extract(path, '^(teams/[^/]+/)[^/]+/', 1) as workspace
  from read_json(getvariable('files'), format = 'newline_delimited', columns = {
    number: 'integer', path: 'varchar', folder: 'varchar'})
)
select
  f.number, f.path, f.folder, coalesce(by_name.id, by_id.id, f.workspace || f.folder) as channel,
  coalesce(by_name.id, by_id.id) is not null or regexp_full_match(f.folder, '[CG][A-Z0-9]{6,}') as names_itself
from file f
left join slack_folder by_name on by_name.workspace = f.workspace and by_name.folder_name = nfc_normalize(f.folder)
left join slack_channel by_id on by_id.id = f.folder;

-- Everything after this reads these: a row per message, and what it is.
create temp table slack_message (
  file integer, line bigint, problem varchar,
  ts varchar, thread_ts varchar, edited_ts varchar, occurred_at timestamp,
  subtype varchar, nature varchar, author varchar, bot varchar, speaker varchar, by_service boolean,
  parent_author varchar, reply_count bigint, asks boolean, reactions integer,
  author_name varchar, author_is_guest boolean, author_team varchar,
  channel varchar, outcome varchar
);
