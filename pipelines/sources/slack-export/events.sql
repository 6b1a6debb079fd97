-- What people did, dated by the message's own time: the name of a day file follows Pacific time.

-- Posts and replies. A reply turns to the author of the thread's first message; where that message is not in the
-- channel's folder (another period, another delivery), the reply itself remembers who wrote it. A first message
-- posted by an app or deleted (it then belongs to Slackbot) leaves the reply without a target.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at, by_service)
with contribution as (
  select *, if(thread_ts <> ts, channel || '/' || thread_ts, null) as root_id
  from slack_message
  where nature = 'contribution' and outcome = 'used'
),
root as (
  select message_id, author, bot, nature from slack_message where outcome in ('used', 'ignored')
),
answered as (
  select
    c.*,
    case
      when c.root_id is null or c.by_service then null
      when root.message_id is null then c.parent_author
      when root.bot is null then root.author
    end as target,
    if(root.nature = 'furniture', null, c.root_id) as parent
  from contribution c
  left join root on root.message_id = c.root_id
)
select
  message_id,
  if(root_id is null, 'post', 'reply'),
  speaker,
  if(slack_is_bot(target), null, target),
  channel,
  channel || '/' || coalesce(thread_ts, ts),
  parent,
  if(by_service, null, asks),
  occurred_at,
  by_service
from answered
order by occurred_at, message_id;

-- A mention per distinct person named in a person's message; naming oneself (as Slack's own text on an upload does)
-- or a bot is not a mention.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with mention as (
  select *, unnest(mentioned) as person
  from slack_message
  where nature = 'contribution' and outcome = 'used' and not by_service
)
select message_id || '/mention/' || person, 'mention', author, person, channel, channel || '/' || coalesce(thread_ts, ts),
  message_id, occurred_at
from mention
where person <> author and not slack_is_bot(person)
order by occurred_at, message_id, person;

-- A reaction per person and emoji, to any message, joins included. Slack doesn't say when: the message's time stands in.
-- Reacting to what an app posted is activity, but no tie to a person.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at, by_service)
with reaction as (
  select *, unnest(reactions, recursive := true)
  from slack_message
  where outcome = 'used'
)
select
  message_id || '/reaction/' || person || '/' || emoji,
  'reaction',
  person,
  if(by_service, null, author),
  channel,
  channel || '/' || coalesce(thread_ts, ts),
  if(nature <> 'furniture', message_id, null),
  occurred_at,
  slack_is_bot(person)
from reaction
order by occurred_at, message_id, person, emoji;

insert into staged_events (native_event_id, kind, actor_native_id, community_native_id, occurred_at, by_service)
select message_id, nature, speaker, channel, occurred_at, by_service
from slack_message
where nature in ('join', 'leave') and outcome = 'used'
order by occurred_at, message_id;
