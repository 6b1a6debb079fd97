-- Variables: own_teams (ids, separated by blanks).
-- Everyone in the list of people, and whoever else is seen: authors of shared channels are in no list, and some exports
-- have none. Deactivated accounts stay people, who left on the day of the change.
insert into staged_people (native_id, display_name, email, affiliation, kind, left_on)
with seen as (
  select actor_native_id as id from staged_events
  union
  -- Authors of what is not counted are people nevertheless, such as Slackbot.
  select author from slack_message where author is not null and ts is not null
  union
  select target_native_id from staged_events where target_native_id is not null
  union
  select person_native_id from staged_memberships
),
self_described as (
  select author as id, arg_max(author_name, ts) as name, arg_max(author_is_guest, ts) as guest
  from slack_message
  where author is not null and author_is_guest is not null
  group by author
),
in_team as (
  select author as id, arg_max(author_team, ts) as team
  from slack_message
  where author is not null and author_team is not null
  group by author
),
app as (
  select bot_id as id, min(name) as name from slack_user where bot_id is not null group by bot_id
)
select
  coalesce(u.id, seen.id) as native_id,
  coalesce(u.name, d.name, app.name),
  u.email,
  case
    when u.guest or u."foreign" or u.id is null and d.guest then 'external'
    when u.id is not null then 'internal'
    when t.team is null or getvariable('own_teams') = '' then 'unknown'
    when list_contains(string_split(getvariable('own_teams'), ' '), t.team) then 'internal'
    else 'external'
  end,
  if(slack_is_bot(coalesce(u.id, seen.id)), 'service', 'human'),
  case when u.deleted and try_cast(u.updated as bigint) between 1 and 99999999999
    then make_timestamp(try_cast(u.updated as bigint) * 1000000)::date end
from slack_user u
full join seen on seen.id = u.id
left join self_described d on d.id = coalesce(u.id, seen.id)
left join in_team t on t.id = coalesce(u.id, seen.id)
left join app on app.id = coalesce(u.id, seen.id)
order by native_id;

update staged_communities set created_by_native_id = null
where created_by_native_id not in (select native_id from staged_people);
