-- What people did. A system message is nobody's; a reply to one turns to nobody.
create temp table engage_system as
select distinct id from engage_message where nature = 'system_message' and id is not null;

-- A reply turns to the author of what it answers or, where that is not here, of the thread's first message.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at, by_service)
with placed as (
  select *, if(thread_id = id, null, coalesce(replied_to, thread_id)) as answered from engage_contribution
)
select
  c.id,
  if(c.answered is null, 'post', 'reply'),
  c.person,
  case
    when c.answered is null or c.by_service or s.id is not null then null
    when parent.id is not null then if(parent.by_service, null, parent.person)
    when not root.by_service then root.person
  end,
  c.community, c.thread_id, if(s.id is null, c.answered, null),
  if(c.by_service, null, c.asks), c.created_at, c.by_service
from placed c
left join engage_contribution parent on parent.id = c.answered
left join engage_contribution root on root.id = c.thread_id
left join engage_system s on s.id = c.answered
order by c.created_at, c.id;

-- Who was named once was told so, though an edit or a deletion took the name away later.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with mention as (
  select distinct c.id, engage_person(m.mentioned) as target
  from (select id, unnest(mentioned) as mentioned from engage_copy) m
  join engage_contribution c on c.id = m.id
)
select m.id || '/mention/' || m.target, 'mention', c.person, m.target, c.community, c.thread_id, c.id, c.created_at
from mention m
join engage_contribution c on c.id = m.id
where not c.by_service and m.target <> c.person
order by c.created_at, c.id, m.target;

-- A reaction per person, message and kind. Without a date of its own it takes the message's.
create temp table engage_reaction as
with placed as (
  select
    l.*, engage_person(l.person) as actor, m.id as known, m.community, m.thread_id, p.id is not null as in_private,
    case when m.id is not null then if(m.by_service, null, m.person)
      when s.id is null then engage_person(l.author) end as target,
    if(s.id is null, l.message_id, null) as parent,
    coalesce(l.liked_at, m.created_at, l.message_at) as occurred_at
  from engage_like l
  left join engage_contribution m on m.id = l.message_id
  left join engage_system s on s.id = l.message_id
  left join (select distinct id from engage_message where nature = 'private_message') p on p.id = l.message_id
),
judged as (
  select * replace (
    case
      when in_private then 'private_message'
      when nature = 'reaction' and (occurred_at is null or not engage_in_range(occurred_at)) then 'undated_reaction'
      else nature
    end as nature)
  from placed
)
select *, row_number() over (partition by nature, message_id, actor, reaction order by liked_at nulls last, path, line) as copy
from judged;

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
select
  message_id || '/reaction/' || actor || '/' || reaction, 'reaction', actor, target, community, thread_id, parent, occurred_at
from engage_reaction
where nature = 'reaction' and copy = 1
order by occurred_at, message_id, actor, reaction;
