-- Posts and replies. A reply turns to whoever wrote the post, or to the newcomer where the post tells of somebody joining.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at, by_service)
with root as (
  select line, message_id, subject, nature, by_service, fault from mattermost_message where nth = 0
)
select
  m.message_id,
  if(m.nth = 0, 'post', 'reply'),
  m.author,
  case
    when m.nth = 0 or m.by_service or r.by_service or r.fault is not null or r.nature not in ('contribution', 'join') then null
    when not mattermost_is_bot(r.subject) then r.subject
  end,
  m.channel,
  r.message_id,
  if(m.nth > 0 and r.fault is null and r.nature in ('contribution', 'join'), r.message_id, null),
  if(m.by_service, null, m.asks),
  m.occurred_at,
  m.by_service
from mattermost_message m
join root r on r.line = m.line
where m.nature = 'contribution' and m.outcome = 'used'
order by m.occurred_at, m.message_id;

-- Of a mark's readings the longest known username is meant; @all, @channel, @here and groups name nobody.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with marked as (
  select m.*, unnest(m.marks) as mark, r.message_id as thread
  from mattermost_message m
  join mattermost_message r on r.line = m.line and r.nth = 0
  where m.nature = 'contribution' and m.outcome = 'used' and not m.by_service
),
known as (
  select username from mattermost_account
  union
  select author from mattermost_message where author is not null
),
reading as (
  select mark, unnest(mattermost_readings(mark)) as username from (select distinct mark from marked)
),
named as (
  select mark, arg_max(username, length(username)) as person
  from reading
  join known using (username)
  where username not in ('all', 'channel', 'here')
  group by mark
)
select distinct m.message_id || '/mention/' || n.person, 'mention', m.author, n.person, m.channel, m.thread,
  m.message_id, m.occurred_at
from marked m
join named n using (mark)
where n.person <> m.author and not mattermost_is_bot(n.person)
order by m.occurred_at, m.message_id, n.person;

-- One reaction per person and emoji, at its own time, to any message that counts, joins included.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at, by_service)
with reacted as (
  select m.*, unnest(m.reactions) as reaction, r.message_id as thread
  from mattermost_message m
  join mattermost_message r on r.line = m.line and r.nth = 0
  where m.outcome = 'used'
),
given as (
  select *, nullif(lower(trim(reaction."user")), '') as person, mattermost_emoji(reaction.emoji_name) as emoji
  from reacted
)
select
  message_id || '/reaction/' || person || '/' || emoji,
  'reaction',
  person,
  if(by_service or mattermost_is_bot(subject), null, subject),
  channel,
  any_value(thread),
  message_id,
  min(coalesce(mattermost_time(reaction.create_at), occurred_at)),
  mattermost_is_bot(person)
from given
where person is not null and emoji is not null
group by message_id, person, emoji, by_service, subject, channel
order by 8, 1;

insert into staged_events (native_event_id, kind, actor_native_id, community_native_id, occurred_at, by_service)
select message_id, nature, subject, channel, occurred_at, mattermost_is_bot(subject)
from mattermost_message
where nature in ('join', 'leave') and outcome = 'used'
order by occurred_at, message_id;
