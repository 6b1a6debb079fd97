-- A reply turns to whoever opened the topic; to nobody where an app did, or the message was deleted.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at, by_service)
select
  m.id,
  if(m.root_id = m.id, 'post', 'reply'),
  m.person,
  if(m.root_id = m.id or m.by_service or root.by_service, null, root.person),
  m.space,
  m.thread,
  if(m.root_id = m.id, null, root.id),
  if(m.by_service, null, m.asks),
  m.occurred_at,
  m.by_service
from chat_contribution m
left join chat_contribution root on root.id = m.root_id
order by m.occurred_at, m.id;

create temp table chat_bot as
select person as id from chat_contribution where by_service union select person.id from chat_member where person.bot;

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with mention as (
  select *, unnest(mentions) as mentioned from chat_contribution where not by_service
)
select id || '/mention/' || mentioned, 'mention', person, mentioned, space, thread, id, occurred_at
from mention
where mentioned <> person and mentioned not in (from chat_bot)
order by occurred_at, id, mentioned;

-- The export doesn't say when somebody reacted: the message's time stands in.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at, by_service)
with given as (
  select * exclude (reactions), unnest(reactions) as reaction from chat_contribution
)
select id || '/reaction/' || reaction.person || '/' || reaction.emoji, 'reaction', reaction.person,
  if(by_service, null, person), space, thread, id, occurred_at, reaction.person in (from chat_bot)
from given
order by occurred_at, 1;
