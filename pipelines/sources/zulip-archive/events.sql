-- The first message of a topic is the post, the others answer. Zulip has no pointer to the message answered: only a
-- quotation names one, and then the reply turns to the author quoted.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at, by_service)
with message as (
  select *, id = min(id) over (partition by thread) as is_first, zulip_is_bot(sender) as by_service
  from zulip_message
  where outcome = 'used'
),
-- Only the few that quote are joined, on equalities alone: anything more makes it a nested loop.
quotation as (
  select id, quoted_message, quoted_person from message where not is_first and quoted_message is not null
),
answered as (
  select q.id, q.quoted_message, coalesce(quoted.sender, named.name) as target
  from quotation q
  left join (select id, sender from zulip_message where outcome = 'used') quoted on quoted.id = q.quoted_message
  left join zulip_person named on named.person = q.quoted_person
)
select
  m.id,
  if(m.is_first, 'post', 'reply'),
  m.sender,
  if(m.by_service or zulip_is_bot(a.target), null, a.target),
  m.stream,
  m.thread,
  a.quoted_message,
  if(m.by_service, null, m.asks),
  m.occurred_at,
  m.by_service
from message m
left join answered a using (id)
order by m.occurred_at, m.id;

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with mention as (
  select id, sender, stream, thread, occurred_at, unnest(mentions).person as person
  from zulip_message
  where outcome = 'used' and not zulip_is_bot(sender)
)
select distinct m.id || '/mention/' || p.name, 'mention', m.sender, p.name, m.stream, m.thread, m.id, m.occurred_at
from mention m
join zulip_person p using (person)
where p.name <> m.sender and not zulip_is_bot(p.name)
order by m.occurred_at, m.id, p.name;

insert into staged_people (native_id, display_name, kind)
with seen as (
  select actor_native_id as name from staged_events
  union
  select target_native_id from staged_events where target_native_id is not null
)
select name, name, if(zulip_is_bot(name), 'service', 'human')
from seen
order by name;
