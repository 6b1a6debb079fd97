-- Channels of the export, then those that posts alone name. A name that several channels share is told apart by the team.
insert into staged_communities (native_id, name, archived_on, visibility, metadata_missing)
with team as (
  select lower(team.name) as name, any_value(nullif(team.display_name, '')) as display_name
  from mattermost_line
  where type = 'team' and team.name <> ''
  group by lower(team.name)
),
listed as (
  select c.*, coalesce(t.display_name, c.team) as team_name, count(*) over (partition by c.display_name) > 1 as shared
  from mattermost_channel c
  left join team t on t.name = c.team
)
select id, display_name || if(shared, ' (' || team_name || ')', ''), archived_on, if(private, 'private', 'public'), false
from listed
union all
select distinct channel, split_part(channel, '/', 2), null, null, true
from mattermost_place
where channel not in (select id from mattermost_channel)
order by 1;

insert into staged_memberships (community_native_id, person_native_id, role)
with team as (
  select username, unnest(account.teams) as team from mattermost_account
),
seat as (
  select username, lower(team.name) as team, unnest(team.channels) as channel from team
)
select p.channel, s.username, if(bool_or(contains(coalesce(s.channel.roles, ''), 'channel_admin')), 'animator', 'member')
from seat s
join mattermost_place p on p.team = s.team and p.name = lower(s.channel.name)
group by p.channel, s.username
order by all;

-- Everyone with an account, the bots, and whoever else is seen: accounts deleted for good still have their posts.
insert into staged_people (native_id, display_name, email, affiliation, kind, left_on, sso_subject)
with seen as (
  select username as id from mattermost_account
  union select username from mattermost_bot
  union select author from mattermost_message where author is not null
  union select actor_native_id from staged_events
  union select target_native_id from staged_events where target_native_id is not null
)
select
  s.id,
  coalesce(
    nullif(trim(concat_ws(' ', a.account.first_name, a.account.last_name)), ''),
    nullif(a.account.nickname, ''), b.name, s.id),
  nullif(a.account.email, ''),
  case when a.guest then 'external' when a.username is not null or b.username is not null then 'internal' else 'unknown' end,
  if(b.username is null, 'human', 'service'),
  coalesce(a.left_on, b.left_on),
  case when trim(a.account.auth_service) not in ('', 'email') then nullif(trim(a.account.auth_data), '') end
from seen s
left join mattermost_account a on a.username = s.id
left join mattermost_bot b on b.username = s.id
order by s.id;
