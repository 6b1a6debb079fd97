-- Why nothing of a room is read, or null. A room is only open when the collection says so, each time that it names it, and a
-- discussion only when the room in which it was begun is: those begun in a direct conversation are private rooms of their own.
create temp table rocketchat_open as
with recursive own as (
  select
    id,
    any_value(parent) as parent,
    case
      when bool_and(coalesce(type in ('c', 'p'), false)) then null
      when bool_or(type = 'd') then 'direct_channel'
      when bool_or(type in ('l', 'v')) then 'livechat_room'
      else 'unknown_channel_type'
    end as exclusion,
    bool_or(type = 'p') as private
  from rocketchat_rooms
  where id is not null
  group by id
),
-- Each room, then the rooms above it.
above as (
  select id, id as at, 0 as step from own
  union all
  select a.id, o.parent, step + 1 from above a join own o on o.id = a.at where o.parent is not null and step < 20
)
select
  a.id,
  coalesce(
    max(o.exclusion),
    -- A discussion is as public as the room it was begun in: a public one never came from a direct conversation.
    if(bool_or(o.id is null) and bool_or(o.private), 'unknown_parent_room', null)) as exclusion
from above a
left join own o on o.id = a.at
group by a.id;

create or replace temp macro rocketchat_is_open(room) as
  coalesce(room in (select id from rocketchat_open where exclusion is null), false);
