-- One row per line of the export, texts already reduced to what is counted. Variable: disk. The engine reads lines of up to
-- twice the largest object: 64 MB, of which each of its threads holds one.
-- Lines of direct conversations are seen as such and not taken apart: none of their keys is asked for.

-- `subject` and `verb` are those of a server's notice written as a plain message, as older exports hold them.
create or replace temp macro mattermost_facts(message) as {
  author: nullif(lower(trim(message."user")), ''),
  kind: coalesce(message.type, ''),
  written_at: message.create_at,
  digest: md5(coalesce(message.message, '')),
  marks: mattermost_marks(message.message),
  asks: coalesce(mattermost_asks(message.message), false),
  notice: regexp_extract(message.message,
    '^@?(\S+) (joined|left|was added to|added to|was removed from) the (channel|team)\b', ['subject', 'verb', 'place']),
  about: lower(coalesce(
    json_extract_string(message.props, '$.addedUsername'), json_extract_string(message.props, '$.removedUsername'))),
  automatic: coalesce(json_extract_string(message.props, '$.from_webhook'), '') = 'true'
    or coalesce(json_extract_string(message.props, '$.from_bot'), '') = 'true',
  reactions: message.reactions
};

create temp table mattermost_line as
select
  type,
  team,
  channel,
  "user" as account,
  bot,
  lower(post.team) as post_team,
  lower(post.channel) as post_channel,
  mattermost_facts(post) as root,
  list_transform(post.replies, lambda reply: mattermost_facts(reply)) as replies
from read_json(getvariable('disk'), format = 'newline_delimited', ignore_errors = true, maximum_object_size = 32000000,
  columns = {
    type: 'varchar',
    team: 'struct(name varchar, display_name varchar)',
    channel: 'struct(team varchar, name varchar, display_name varchar, type varchar, deleted_at varchar)',
    "user": 'struct(username varchar, email varchar, nickname varchar, first_name varchar, last_name varchar,
      roles varchar, delete_at varchar, teams struct(name varchar, channels struct(name varchar, roles varchar)[])[])',
    bot: 'struct(username varchar, display_name varchar, delete_at varchar)',
    post: 'struct(team varchar, channel varchar, "user" varchar, type varchar, message varchar, props json,
      create_at varchar, reactions struct("user" varchar, create_at varchar, emoji_name varchar)[],
      replies struct("user" varchar, type varchar, message varchar, props json, create_at varchar,
        reactions struct("user" varchar, create_at varchar, emoji_name varchar)[])[])'
  });

create temp table mattermost_channel as
select
  lower(channel.team) || '/' || lower(channel.name) as id,
  lower(channel.team) as team,
  lower(channel.name) as name,
  coalesce(nullif(channel.display_name, ''), channel.name) as display_name,
  channel.type = 'P' as private,
  mattermost_time(channel.deleted_at)::date as archived_on
from mattermost_line
where type = 'channel' and channel.team <> '' and channel.name <> ''
qualify row_number() over (partition by id order by rowid) = 1;

create temp table mattermost_account as
select
  lower(trim(account.username)) as username,
  account,
  contains(coalesce(account.roles, ''), 'system_guest') as guest,
  mattermost_time(account.delete_at)::date as left_on
from mattermost_line
where type = 'user' and trim(account.username) <> ''
qualify row_number() over (partition by lower(trim(account.username)) order by rowid) = 1;

create temp table mattermost_bot as
select lower(trim(bot.username)) as username, any_value(nullif(bot.display_name, '')) as name,
  max(mattermost_time(bot.delete_at)::date) as left_on
from mattermost_line
where type = 'bot' and trim(bot.username) <> ''
group by lower(trim(bot.username));

create temp macro mattermost_is_bot(who) as coalesce(who in (select username from mattermost_bot), false);

-- Where a line says it stands, and where it does: a name that the team lacks is that of a channel of another team.
create temp table mattermost_place as
with named as (
  select distinct post_team as team, post_channel as name from mattermost_line where type = 'post'
  union
  select lower(team.name), lower(unnest(team.channels).name)
  from (select unnest(account.teams) as team from mattermost_account)
)
select
  n.team, n.name,
  coalesce(
    any_value(c.id) filter (where c.team = n.team),
    min(c.id),
    n.team || '/' || n.name) as channel
from named n
left join mattermost_channel c on c.name = n.name
where n.team <> '' and n.name <> ''
group by n.team, n.name;
