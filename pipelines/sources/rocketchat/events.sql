-- A message turns to the author of the message quoted, else to the author of the thread's first message; to nobody where a
-- bot wrote it or it was deleted.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at, by_service)
with message as (
  select
    m.*,
    q.id as quoted_id,
    coalesce(q.id, r.id) as answered,
    if(q.id is null, r.author, q.author) as addressee,
    if(q.id is null, r.by_service, q.by_service) as to_service,
    -- A first message outside the export is still the parent; one that was deleted is not.
    m.root is not null and r.id is null and m.root not in (select id from judged_messages where id is not null) as root_unseen
  from rocketchat_said m
  left join rocketchat_said r on r.id = m.root
  left join rocketchat_said q
    on q.id = m.quoted and q.room = m.room and q.id <> m.id and q.occurred_at <= m.occurred_at
)
select
  m.id,
  if(m.root is null and m.quoted_id is null, 'post', 'reply'),
  m.author,
  if(m.by_service or m.to_service, null, m.addressee),
  m.room,
  coalesce(t.thread, m.root, m.id),
  coalesce(m.answered, if(m.root_unseen, m.root, null)),
  if(m.by_service, null, m.asks),
  m.occurred_at,
  m.by_service
from message m
left join rocketchat_threads t on t.id = coalesce(m.root, m.id)
order by m.occurred_at, m.id;

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with named as (
  select id, author, room, root, occurred_at, unnest(list_distinct(mentions)) as person
  from rocketchat_said
  where not by_service
)
select n.id || '/mention/' || n.person, 'mention', n.author, n.person, n.room, coalesce(t.thread, n.root, n.id), n.id,
  n.occurred_at
from named n
left join rocketchat_threads t on t.id = coalesce(n.root, n.id)
where n.person <> n.author and not rocketchat_is_bot(n.person)
order by n.occurred_at, n.id, n.person;

-- Nothing says when somebody reacted: the message's time stands in. Skin tones are the same emoji.
create temp table rocketchat_reactions as
with reacted as (
  select *, unnest(reactions) as reaction
  from judged_messages
  where fault is null and exclusion is null and copy = 1
),
given as (
  select *, regexp_replace(trim(reaction."key", ':'), '_tone[1-5]$', '') as emoji, unnest(reaction."value".usernames) as by_name
  from reacted
)
select distinct g.id, g.nature, g.subject, g.by_service, g.room, coalesce(t.thread, g.root, g.id) as thread, g.occurred_at,
  g.emoji, g.by_name, n.id as person
from given g
left join rocketchat_names n on n.username = g.by_name
left join rocketchat_threads t on t.id = coalesce(g.root, g.id)
where g.emoji <> '' and g.by_name <> '';

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at, by_service)
select
  id || '/reaction/' || person || '/' || emoji,
  'reaction',
  person,
  if(by_service or rocketchat_is_bot(subject), null, subject),
  room,
  thread,
  if(nature = 'contribution', id, null),
  occurred_at,
  rocketchat_is_bot(person)
from rocketchat_reactions
where person is not null
qualify row_number() over (partition by id, person, emoji) = 1
order by occurred_at, 1;

insert into staged_events (native_event_id, kind, actor_native_id, community_native_id, occurred_at, by_service)
select id, nature, subject, room, occurred_at, rocketchat_is_bot(subject)
from judged_messages
where fault is null and exclusion is null and copy = 1 and nature in ('join', 'leave')
order by occurred_at, id;
