-- Rooms, discussions and teams. A name that several share is told apart by the room in which a discussion was begun.
insert into staged_communities (native_id, name, created_on, created_by_native_id, archived_on, visibility)
with listed as (
  select *, coalesce(name, id) as title, count(*) over (partition by coalesce(name, id)) > 1 as shared
  from judged_rooms
  where fault is null and exclusion is null and copy = 1
),
closed as (
  select room, max(occurred_at)::date as archived_on
  from judged_messages
  where wanted and kind = 'room-archived' and not hidden
  group by room
)
select
  l.id,
  l.title || if(l.shared and p.id is not null, ' (' || p.title || ')', ''),
  l.created_on,
  l.owner,
  if(l.archived, c.archived_on, null),
  if(l.type = 'p', 'private', 'public')
from listed l
left join listed p on p.id = l.parent
left join closed c on c.room = l.id
order by l.id;

-- The subscriptions say who belongs where, since when and as what; without them, the accounts still say where.
insert into staged_memberships (community_native_id, person_native_id, role, valid_from)
with told as (
  select room, person, animator, joined_on from judged_subscriptions where fault is null and exclusion is null and copy = 1
  union all
  select room, id, false, null
  from (select id, unnest(list_distinct(rooms)) as room from judged_users where fault is null and exclusion is null and copy = 1)
  where rocketchat_is_open(room) and not exists (select 1 from rocketchat_subscriptions)
)
select room, person, if(animator, 'animator', 'member'), joined_on from told order by all;

-- Everyone with an account, and whoever else is seen: accounts deleted for good may still have their messages.
insert into staged_people (native_id, display_name, email, affiliation, kind, joined_on, left_on)
with seen as (
  select id from judged_users where fault is null and exclusion is null
  union select actor_native_id from staged_events
  union select target_native_id from staged_events where target_native_id is not null
  union select person_native_id from staged_memberships
),
author as (
  select author as id, arg_max(coalesce(name, username), occurred_at) as name
  from rocketchat_messages
  where author is not null
  group by author
)
select
  s.id,
  coalesce(u.name, u.username, a.name),
  u.email,
  case when u.guest or u.federated or u.visitor then 'external' when u.id is not null then 'internal' else 'unknown' end,
  if(rocketchat_is_bot(s.id), 'service', 'human'),
  u.joined_on,
  u.left_on
from seen s
left join judged_users u on u.id = s.id and u.copy = 1
left join author a on a.id = s.id
order by s.id;

update staged_communities set created_by_native_id = null
where created_by_native_id not in (select native_id from staged_people);
