-- A reply turns to the author of the message that opens the thread; to nobody where an app wrote it or it was deleted. One
-- that the delivery doesn't hold is still the parent.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at, by_service)
with gone as (
  select message_id from teams_message where fault is null and exclusion = 'deleted'
)
select
  m.message_id,
  if(m.reply_to is null, 'post', 'reply'),
  m.speaker,
  if(m.by_service or root.by_service, null, root.author),
  m.channel,
  coalesce(m.root_id, m.message_id),
  if(m.root_id in (from gone), null, m.root_id),
  if(m.by_service, null, m.asks),
  m.occurred_at,
  m.by_service
from teams_contribution m
left join teams_contribution root on root.message_id = m.root_id
order by m.occurred_at, m.message_id;

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with mention as (
  select *, unnest(mentions).id as person from teams_contribution where not by_service
)
select message_id || '/mention/' || person, 'mention', author, person, channel, coalesce(root_id, message_id), message_id,
  occurred_at
from mention
where person <> author
order by occurred_at, message_id, person;

-- One reaction per person and emoji, at its own time.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with given as (
  select *, unnest(reactions) as reaction from teams_contribution
)
select
  message_id || '/reaction/' || reaction.person || '/' || reaction.emoji,
  'reaction',
  reaction.person,
  any_value(if(by_service, null, author)),
  any_value(channel),
  any_value(coalesce(root_id, message_id)),
  message_id,
  min(coalesce(teams_moment(reaction.reacted_at), occurred_at))
from given
group by message_id, reaction.person, reaction.emoji
order by 8, 1;
