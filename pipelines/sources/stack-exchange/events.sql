-- Questions are posts; an answer turns to the asker.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at, by_service)
with contribution as (
  select p.*, q.owner as asker, q.id as answered, q.is_used as answered_used, se_is_service(p.owner) as by_service
  from se_known_post p
  left join se_known_post q on q.id = p.parent
  where p.is_used
)
select
  'post/' || id,
  if(is_question, 'post', 'reply'),
  owner,
  if(by_service or se_is_service(asker), null, asker),
  community,
  'post/' || question,
  if(answered_used, 'post/' || answered, null),
  if(by_service, null, is_question),
  occurred_at,
  by_service
from contribution
order by occurred_at, id;

-- A comment turns to whoever wrote the post; whom it names with @ is not followed up.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at, by_service)
with contribution as (
  select c.*, p.owner as author, p.is_used, p.question, p.community, se_is_service(c.owner) as by_service
  from se_comment c
  left join se_known_post p on p.id = c.post
  where c.outcome = 'used'
)
select
  'comment/' || id,
  'reply',
  owner,
  if(by_service or se_is_service(author), null, author),
  community,
  'post/' || coalesce(question, post),
  if(is_used, 'post/' || post, null),
  occurred_at,
  by_service
from contribution
order by occurred_at, id;

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at, by_service)
select
  'vote/' || id,
  'reaction',
  voter,
  if(se_is_service(voter) or se_is_service(author), null, author),
  community,
  'post/' || coalesce(question, post),
  if(is_used, 'post/' || post, null),
  coalesce(occurred_at, day),
  se_is_service(voter)
from se_vote
where outcome = 'used'
order by day, id;
