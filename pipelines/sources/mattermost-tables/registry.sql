insert into staged_communities (native_id, name, created_on, created_by_native_id, archived_on, visibility)
with team as (
  select id, any_value(name) as name from teams_lines where id is not null group by id
),
listed as (
  select c.*, t.name as team, count(*) over (partition by c.name) > 1 as shared
  from judged_channels c
  left join team t on t.id = c.teamid
  where c.fault is null and c.exclusion is null and c.copy = 1
)
select id, name || if(shared and team is not null, ' (' || team || ')', ''), created_on, creatorid, archived_on,
  if(type = 'P', 'private', 'public')
from listed
order by id;

-- The history gives the stays with their dates, the list of members who administers today, and who is there without a
-- known beginning. A stay that ended on the day it began has no day of its own: its two events say it all.
insert into staged_memberships (community_native_id, person_native_id, role, valid_from, valid_to)
with stay as (
  select channelid, userid, joined_at::date as valid_from, left_at::date as valid_to
  from judged_channelmemberhistory
  where fault is null and exclusion is null and copy = 1
),
today as (
  select channelid, userid, admin from judged_channelmembers where fault is null and exclusion is null and copy = 1
),
lasting as (
  select channelid, userid, max(valid_from) as valid_from from stay where valid_to is null group by channelid, userid
)
select channelid, userid, 'member', valid_from, valid_to from stay where valid_to > valid_from
union
select
  coalesce(l.channelid, t.channelid), coalesce(l.userid, t.userid), if(t.admin, 'animator', 'member'), l.valid_from, null
from lasting l
full join today t on t.channelid = l.channelid and t.userid = l.userid
order by all;

insert into staged_people (native_id, display_name, email, affiliation, kind, left_on, sso_subject)
with seen as (
  select id from judged_users where fault is null
  union select userid from bots_lines where userid is not null
  union select actor_native_id from staged_events
  union select target_native_id from staged_events where target_native_id is not null
  union select person_native_id from staged_memberships
)
select
  s.id,
  coalesce(nullif(trim(concat_ws(' ', u.firstname, u.lastname)), ''), u.nickname, u.username),
  u.email,
  case when u.guest then 'external' when u.id is not null then 'internal' else 'unknown' end,
  if(mattermost_is_bot(s.id), 'service', 'human'),
  u.left_on,
  u.sso_subject
from seen s
left join judged_users u on u.id = s.id and u.copy = 1
order by s.id;

update staged_communities set created_by_native_id = null
where created_by_native_id not in (select native_id from staged_people);
