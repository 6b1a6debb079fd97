-- Pages of one query may overlap: of two rows of one post the first is the post.
create temp table discourse_judged as
select
  *,
  case
    when fault is not null then 'rejected'
    when row_number() over (partition by id, fault is null order by file, line) > 1 then 'duplicate'
    when exclusion is not null then 'ignored'
    else 'used'
  end as outcome
from discourse_post;

create temp table discourse_kept as select * from discourse_judged where outcome = 'used';

-- The first post of a topic is the post, the others are replies; only reply_to_post_number says to whom. A number whose
-- post is deleted, or not in the results, leaves a reply without a target.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at, by_service)
with post as (
  select *, discourse_is_service(user_id) as by_service, if(post_number > 1, reply_to, null) as answered_number from discourse_kept
),
-- Splitting a topic renumbers its posts: of two posts of one number the later one took it over.
numbered as (
  select topic_id, post_number, max(id) as id, arg_max(user_id, id) as user_id from post group by topic_id, post_number
)
select
  p.id,
  if(p.post_number = 1, 'post', 'reply'),
  p.user_id,
  if(p.by_service or discourse_is_service(answered.user_id), null, answered.user_id),
  p.category_id,
  p.topic_id,
  answered.id,
  if(p.by_service, null, p.asks),
  p.occurred_at,
  p.by_service
from post p
left join numbered answered on answered.topic_id = p.topic_id and answered.post_number = p.answered_number
order by p.occurred_at, p.id;

-- The forum notes a mention whenever it notified somebody; the post says when.
create temp table discourse_mention_judged as
select
  m.*, p.user_id as author, p.category_id, p.topic_id, p.occurred_at, p.id is not null as post_read,
  case
    when m.fault is not null then 'rejected'
    when m.exclusion is not null then 'ignored'
    when p.id is null then 'ignored'
    when m.actor_id = m.user_id or discourse_is_service(m.user_id) or discourse_is_service(m.actor_id) then 'ignored'
    when row_number() over (
      partition by m.post_id, m.user_id, m.fault is null and m.exclusion is null order by m.file, m.line) > 1 then 'duplicate'
    else 'used'
  end as outcome
from discourse_mention m
left join discourse_kept p on p.id = m.post_id;

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
select post_id || '/mention/' || user_id, 'mention', actor_id, user_id, category_id, topic_id, post_id, occurred_at
from discourse_mention_judged
where outcome = 'used'
order by occurred_at, post_id, user_id;

create temp table discourse_like_judged as
select
  l.*, p.user_id as author, p.category_id, p.topic_id,
  case
    when l.fault is not null then 'rejected'
    when l.exclusion is not null then 'ignored'
    when p.id is null then 'ignored'
    when row_number() over (
      partition by l.post_id, l.user_id, l.fault is null and l.exclusion is null order by l.file, l.line) > 1 then 'duplicate'
    else 'used'
  end as outcome
from discourse_like l
left join discourse_kept p on p.id = l.post_id;

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at, by_service)
select
  post_id || '/like/' || user_id, 'reaction', user_id, if(discourse_is_service(author), null, author), category_id, topic_id,
  post_id, occurred_at, discourse_is_service(user_id)
from discourse_like_judged
where outcome = 'used'
order by occurred_at, post_id, user_id;
