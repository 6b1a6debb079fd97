-- Why nothing of a room is read, or null. A room is only open when the collection says so, and a discussion only when the
-- room it was begun in is: those begun in a direct conversation are private rooms of their own.
create temp table rocketchat_open as
with own as (
  select
    id,
    any_value(parent) as parent,
    case min(type) when 'c' then null when 'p' then null when 'd' then 'direct_channel'
      when 'l' then 'livechat_room' when 'v' then 'livechat_room' else 'unknown_channel_type' end as exclusion,
    min(type) as type
  from rocketchat_rooms
  where id is not null
  group by id
)
select
  o.id,
  case
    when o.exclusion is not null then o.exclusion
    when o.parent is null then null
    when p.id is not null then p.exclusion
    -- A discussion is as public as the room it was begun in: a public one never came from a direct conversation.
    when o.type = 'p' then 'unknown_parent_room'
  end as exclusion
from own o
left join own p on p.id = o.parent;

create or replace temp macro rocketchat_is_open(room) as
  coalesce(room in (select id from rocketchat_open where exclusion is null), false);
