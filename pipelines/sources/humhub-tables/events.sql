-- A content is a post. A comment answers the content it stands on or, where it stands on another comment, that one.
insert into staged_events (native_event_id, kind, actor_native_id, community_native_id, thread_native_id, is_question, occurred_at)
select 'content/' || id, 'post', author, space, id, asks, occurred_at
from humhub_kept
where of_table = 'content'
order by occurred_at, id;

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at)
select
  'comment/' || k.id, 'reply', k.author, answered.author, content.space, coalesce(p.content::varchar, 'comment/' || k.id),
  answered.key, k.asks, k.occurred_at
from humhub_kept k
left join humhub_comment_place p on p.id = k.id
left join humhub_thing content on content.key = 'content/' || p.content
left join humhub_thing answered on answered.key = if(p.parent is null, 'content/' || p.content, 'comment/' || p.parent)
where k.of_table = 'comment'
order by k.occurred_at, k.id;

create temp table humhub_like_judged as
with typed as (
  select
    l.file, l.line, l.unreadable, try_cast(l.id as bigint) as id, humhub_class(l.object_model) as class,
    try_cast(l.object_id as bigint) as number, try_cast(l.content_id as bigint) as content_id,
    humhub_moment(l.created_at) as occurred_at, try_cast(l.created_by as bigint) as person
  from humhub_like l
),
placed as (
  select l.*, coalesce(old.key, new.key) as key
  from typed l
  left join humhub_thing old on old.class = l.class and old.number = l.number
  left join humhub_thing new on new.key = if(l.class is null, 'content/' || l.content_id, null)
),
known as (
  select p.*, t.author, t.space, t.content from placed p left join humhub_thing t on t.key = p.key
)
select
  *,
  case
    when unreadable then 'not_a_row'
    when person is null then 'missing_id'
    when occurred_at is null then 'invalid_time'
  end as fault,
  case
    when fault is not null then 'rejected'
    when key is null then 'ignored'
    when row_number() over (partition by key, person, fault is null order by file, line) > 1 then 'duplicate'
    else 'used'
  end as outcome
from known;

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
select key || '/like/' || person, 'reaction', person, author, space, content, key, occurred_at
from humhub_like_judged
where outcome = 'used'
order by occurred_at, key, person;

create temp table humhub_mention_judged as
with typed as (
  select
    m.file, m.line, m.unreadable, humhub_class(m.object_model) as class, try_cast(m.object_id as bigint) as number,
    try_cast(m.content_id as bigint) as content_id, try_cast(m.user_id as bigint) as person
  from humhub_user_mentioning m
),
placed as (
  select m.*, coalesce(old.key, new.key) as key
  from typed m
  left join humhub_thing old on old.class = m.class and old.number = m.number
  left join humhub_thing new on new.key = if(m.class is null, 'content/' || m.content_id, null)
),
known as (
  select p.*, t.author, t.space, t.content, t.occurred_at from placed p left join humhub_thing t on t.key = p.key
)
select
  *,
  case when unreadable then 'not_a_row' when person is null then 'missing_id' end as fault,
  case
    when fault is not null then 'rejected'
    when key is null or author = person then 'ignored'
    when row_number() over (partition by key, person, fault is null order by file, line) > 1 then 'duplicate'
    else 'used'
  end as outcome
from known;

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
select key || '/mention/' || person, 'mention', author, person, space, content, key, occurred_at
from humhub_mention_judged
where outcome = 'used'
order by occurred_at, key, person;
