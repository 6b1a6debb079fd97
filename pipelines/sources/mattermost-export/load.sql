-- Channels, accounts, bots and places, from the lines of the export.
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
