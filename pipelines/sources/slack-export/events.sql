-- What people did, dated by the message's own time: the name of a day file follows Pacific time.

-- Posts, replies, joins and leaves. A reply turns to the author of the thread's first message; where that message is not in
-- the channel's folder (another period, another delivery), the reply itself remembers who wrote it. A first message
-- posted by an app or deleted (it then belongs to Slackbot) leaves the reply without a target.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at, by_service)
with message as (
  select *, case when nature = 'contribution' and thread_ts <> ts then thread_ts end as root_ts
  from slack_message
  where nature in ('contribution', 'join', 'leave') and outcome = 'used'
),
answered as (
  select
    m.*,
    root.nature as root_nature,
    case
      when m.root_ts is null or m.by_service then null
      when root.ts is null then m.parent_author
      when root.bot is null then root.author
    end as target
  from message m
  left join (select channel, ts, author, bot, nature from slack_message where outcome in ('used', 'ignored')) root
    on root.channel = m.channel and root.ts = m.root_ts
)
select
  channel || '/' || ts,
  case when nature <> 'contribution' then nature when root_ts is null then 'post' else 'reply' end,
  speaker,
  if(slack_is_bot(target), null, target),
  channel,
  case when nature = 'contribution' then channel || '/' || coalesce(thread_ts, ts) end,
  case when root_ts is not null and root_nature is distinct from 'furniture' then channel || '/' || root_ts end,
  case when nature = 'contribution' and not by_service then asks end,
  occurred_at,
  by_service
from answered;

-- A mention per distinct person named in a person's message; naming oneself (as Slack's own text on an upload does)
-- or a bot is not a mention.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with mention as (
  select m.*, channel || '/' || ts as message_id, person
  from slack_mention
  join slack_message m using (file, line)
  where nature = 'contribution' and outcome = 'used' and not by_service
)
select message_id || '/mention/' || person, 'mention', author, person, channel, channel || '/' || coalesce(thread_ts, ts),
  message_id, occurred_at
from mention
where person <> author and not slack_is_bot(person);

-- A reaction per person and emoji, to any message, joins included. Slack doesn't say when: the message's time stands in.
-- Reacting to what an app posted is activity, but no tie to a person.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at, by_service)
with reaction as (
  select channel, ts, thread_ts, nature, author, by_service, occurred_at, channel || '/' || ts as message_id, person, emoji
  from slack_reaction
  join slack_message m using (file, line)
  where outcome = 'used' and m.reactions > 0
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
from reaction;
