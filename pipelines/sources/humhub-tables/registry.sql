-- Everybody with an account that was let in. An account closed or deleted left on the day of its last change.
insert into staged_people (native_id, display_name, email, department, division, site, level, affiliation, kind, joined_on, left_on,
  sso_subject)
with listed as (
  select *, try_cast(id as bigint) as number, try_cast(status as integer) as state from humhub_user
  where try_cast(id as bigint) is not null
  qualify row_number() over (partition by number order by file, line) = 1
),
described as (
  select * from humhub_profile
  qualify row_number() over (partition by user_id order by file, line) = 1
)
select
  l.number,
  coalesce(nullif(trim(concat_ws(' ', d.firstname, d.lastname)), ''), l.username),
  nullif(trim(l.email), ''),
  nullif(trim(d.department), ''), nullif(trim(d.division), ''), nullif(trim(d.site), ''), nullif(trim(d.level), ''),
  'internal',
  if(l.state = 3, 'tombstone', 'human'),
  humhub_moment(l.created_at)::date,
  case when l.state in (0, 3) then humhub_moment(l.updated_at)::date end,
  nullif(trim(l.authclient_id), '')
from listed l
left join described d on try_cast(d.user_id as bigint) = l.number
where l.state is distinct from 2
order by l.number;

insert into staged_communities (native_id, name, created_on, created_by_native_id, archived_on, visibility)
with listed as (
  select *, try_cast(id as bigint) as number, try_cast(status as integer) as state from humhub_space
  where try_cast(id as bigint) is not null
  qualify row_number() over (partition by number order by file, line) = 1
),
seen as (
  select space, max(occurred_at)::date as last_day from humhub_thing where space is not null group by space
)
select
  l.number, coalesce(nullif(trim(l.name), ''), l.number::varchar), humhub_moment(l.created_at)::date,
  try_cast(l.created_by as bigint),
  case when l.state in (0, 2) then coalesce(s.last_day, humhub_moment(l.created_at)::date) end,
  case try_cast(l.visibility as integer) when 0 then 'private' when 1 then 'public' when 2 then 'public' end
from listed l
left join seen s on s.space = l.number
order by l.number;

-- Status 3 is a member; 1 was invited and 2 applied. Administrators and moderators of a space animate it.
insert into staged_memberships (community_native_id, person_native_id, role, valid_from)
select
  try_cast(space_id as bigint), try_cast(user_id as bigint),
  if(lower(trim(group_id)) in ('owner', 'admin', 'moderator'), 'animator', 'member'),
  humhub_moment(created_at)::date
from humhub_space_membership
where try_cast(status as integer) = 3 and try_cast(space_id as bigint) is not null and try_cast(user_id as bigint) is not null
qualify row_number() over (partition by try_cast(space_id as bigint), try_cast(user_id as bigint) order by file, line) = 1
order by all;
