-- A reply turns to the author of the thread's first post; to nobody where a bot wrote it or it was deleted.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at, by_service)
select
  p.id,
  if(p.rootid is null, 'post', 'reply'),
  p.userid,
  if(p.by_service or r.by_service, null, r.userid),
  p.channelid,
  coalesce(p.rootid, p.id),
  -- A first post outside the extraction is still the parent; one that was deleted is not.
  if(r.nature = 'contribution' or p.rootid not in (select id from judged_posts where id is not null), p.rootid, null),
  if(p.by_service, null, p.asks),
  p.occurred_at,
  p.by_service
from judged_posts p
left join addressed_posts r on r.id = p.rootid
where p.fault is null and p.exclusion is null and p.copy = 1
order by p.occurred_at, p.id;

-- Of a mark's readings the longest known username is meant; @all, @channel, @here and groups name nobody.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with marked as (
  select *, unnest(marks) as mark
  from judged_posts
  where fault is null and exclusion is null and copy = 1 and not by_service
),
reading as (
  select mark, unnest(mattermost_readings(mark)) as username from (select distinct mark from marked)
),
named as (
  select r.mark, arg_max(u.id, length(u.username)) as person
  from reading r
  join judged_users u on u.username = r.username and u.fault is null and u.copy = 1
  where r.username not in ('all', 'channel', 'here')
  group by r.mark
)
select distinct m.id || '/mention/' || n.person, 'mention', m.userid, n.person, m.channelid, coalesce(m.rootid, m.id),
  m.id, m.occurred_at
from marked m
join named n using (mark)
where n.person <> m.userid and not mattermost_is_bot(n.person)
order by m.occurred_at, m.id, n.person;

-- Reacting to a notice is activity, and turns to somebody only where it tells that they joined.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at, by_service)
select
  postid || '/reaction/' || userid || '/' || emoji,
  'reaction',
  userid,
  if(nature in ('contribution', 'join') and not by_service, author, null),
  channelid,
  thread,
  if(nature = 'contribution', postid, null),
  coalesce(reacted_at, posted_at),
  mattermost_is_bot(userid)
from judged_reactions
where fault is null and exclusion is null and copy = 1
order by 8, 1;

insert into staged_events (native_event_id, kind, actor_native_id, community_native_id, occurred_at, by_service)
with stay as (
  select * from judged_channelmemberhistory where fault is null and exclusion is null and copy = 1
)
select channelid || '/' || userid || '/join/' || epoch_ms(joined_at), 'join', userid, channelid, joined_at,
  mattermost_is_bot(userid)
from stay
union all
select channelid || '/' || userid || '/leave/' || epoch_ms(left_at), 'leave', userid, channelid, left_at,
  mattermost_is_bot(userid)
from stay
where left_at is not null
order by 5, 1;
