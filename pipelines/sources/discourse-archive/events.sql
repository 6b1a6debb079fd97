-- The first post of a topic is the post, the others are replies; only reply_to_post_number says to whom. A number whose
-- post is not in the archive leaves a reply without a target.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at, by_service)
with post as (
  select *, discourse_is_service(user_id) as by_service, if(post_number > 1, reply_to, null) as answered_number
  from discourse_post
  where outcome = 'used'
),
-- Splitting a topic renumbers its posts: an archive over time can hold two posts of one number, the later one took it over.
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
left join numbered answered
  on answered.topic_id = p.topic_id and answered.post_number = p.answered_number
order by p.occurred_at, p.id;

-- Mentions are usernames, authors are numbers: the posts say which belong together. Someone who never posted is known
-- by the username alone.
create temp table discourse_account as
select lower(username) as username, arg_max(user_id, occurred_at) as user_id
from discourse_post
where fault is null and username is not null and user_id is not null
group by lower(username);

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with mention as (
  select *, unnest(mentions) as mentioned
  from discourse_post
  where outcome = 'used' and not discourse_is_service(user_id)
),
resolved as (
  select m.*, a.user_id as account, coalesce(a.user_id::varchar, '@' || m.mentioned) as person
  from mention m
  left join discourse_account a on a.username = m.mentioned
)
select distinct id || '/mention/' || person, 'mention', user_id, person, category_id, topic_id, id, occurred_at
from resolved
where account is distinct from user_id and not discourse_is_service(account)
order by occurred_at, id, person;

insert into staged_people (native_id, display_name, kind)
with seen as (
  select actor_native_id as id from staged_events
  union
  select target_native_id from staged_events where target_native_id is not null
),
account as (
  select user_id::varchar as id, arg_max(coalesce(name, username), occurred_at) as name
  from discourse_post
  where outcome = 'used'
  group by user_id
)
select s.id, coalesce(a.name, ltrim(s.id, '@')), if(discourse_is_service(try_cast(s.id as bigint)), 'service', 'human')
from seen s
left join account a using (id)
order by s.id;

-- Posts carry the number of their category, and lists of categories their names.
insert into staged_communities (native_id, name, metadata_missing)
with given as (
  select named.id as id, any_value(named.name) as name, any_value(named.parent) as parent
  from discourse_row
  where named is not null
  group by named.id
),
seen as (
  select distinct category_id as id from discourse_post where outcome = 'used' and category_id is not null
)
select
  coalesce(seen.id, g.id) as id,
  coalesce(if(p.name is null, g.name, p.name || ' / ' || g.name), 'Category ' || seen.id),
  g.id is null
from seen
full join given g on g.id = seen.id
left join given p on p.id = g.parent
order by id;
