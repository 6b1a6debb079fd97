-- The first message of a topic is the post, the others are replies. Zulip has no pointer to the message answered: only a
-- quotation names one, and then the reply turns to the author quoted.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at, by_service)
with message as (
  select *, id::bigint = min(id::bigint) over (partition by thread) as is_first, zulip_is_bot(sender) as by_service
  from zulip_message
  where outcome = 'used'
),
quotation as (
  select id, quoted_message, quoted_person from message where not is_first and quoted_message is not null
),
answered as (
  select q.id, q.quoted_message, coalesce(quoted.sender, q.quoted_person) as target
  from quotation q
  left join (select id, sender from zulip_message where outcome = 'used') quoted on quoted.id = q.quoted_message
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
order by m.occurred_at, m.id::bigint;

-- A mention counts when the text calls somebody and the platform told that person. Where it kept no copy for the person,
-- the text decides, unless several people bear the name.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with mention as (
  select id, sender, stream, thread, occurred_at, unnest(mentions, recursive := true)
  from zulip_message
  where outcome = 'used' and not zulip_is_bot(sender)
),
told as (
  select message, person, bool_or(mentioned) as mentioned from zulip_line where what = 'told' group by all
)
select m.id || '/mention/' || m.person, 'mention', m.sender, m.person, m.stream, m.thread, m.id, m.occurred_at
from mention m
left join told t on t.message = m.id and t.person = m.person
where m.person <> m.sender and not zulip_is_bot(m.person) and coalesce(t.mentioned, m.sure)
order by m.occurred_at, m.id::bigint, m.person;

-- Zulip doesn't say when somebody reacted: the message's time stands in.
create temp table zulip_reaction as
select
  r.file, r.line, r.person, r.emoji, m.id as message, m.sender, m.stream, m.thread, m.occurred_at,
  case
    when r.person is null or r.message is null then 'rejected'
    when m.id is null then 'ignored'
    when row_number() over (partition by r.message, r.person, r.emoji order by r.line) > 1 then 'duplicate'
    else 'used'
  end as outcome
from zulip_row r
left join zulip_message m on m.id = r.message and m.outcome = 'used'
where r.what = 'reaction';

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at, by_service)
select
  message || '/reaction/' || person || '/' || emoji, 'reaction', person, if(zulip_is_bot(sender), null, sender), stream,
  thread, message, occurred_at, zulip_is_bot(person)
from zulip_reaction
where outcome = 'used'
order by occurred_at, message::bigint, person, emoji;

insert into staged_events (native_event_id, kind, actor_native_id, community_native_id, occurred_at, by_service)
select 'audit/' || id, meaning, person, stream, occurred_at, zulip_is_bot(person)
from zulip_audit
where meaning in ('join', 'leave') and id is not null and person is not null and stream is not null
qualify row_number() over (partition by id order by line) = 1
order by occurred_at, id::bigint;
