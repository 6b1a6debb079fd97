-- An activity is a post, or a share when it carries another. A comment answers the comment it names, else the activity.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at)
select
  k.id,
  case when k.what = 'comment' then 'reply' when k.shared is not null then 'share' else 'post' end,
  k.author,
  case when k.what = 'comment' then answered.author else coalesce(original.author, k.shared_author) end,
  k.space,
  coalesce(k.thread, k.id),
  coalesce(k.parent, k.shared),
  k.asks,
  k.occurred_at
from exo_kept k
left join exo_kept answered on k.what = 'comment' and answered.id = k.parent
left join exo_kept original on k.what = 'activity' and original.id = k.shared
order by k.occurred_at, k.id;

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with mention as (
  select id, author, space, thread, occurred_at, unnest(mentions) as person from exo_kept
)
select id || '/mention/' || person, 'mention', author, person, space, coalesce(thread, id), id, occurred_at
from mention
where person <> author
order by occurred_at, id, person;

-- Likes come inside what they like, or in a file of their own. eXo doesn't say when: the message's time stands in.
create temp table exo_like as
select
  l.file, l.line, l.author as person, k.id, k.author, k.space, k.thread, k.occurred_at,
  case
    when l.id is null or l.author is null then 'rejected'
    when k.id is null then 'ignored'
    when list_contains(k.likers, l.author) then 'duplicate'
    when row_number() over (partition by l.id, l.author order by l.file, l.line) > 1 then 'duplicate'
    else 'used'
  end as outcome
from exo_row l
left join exo_kept k on k.id = l.id
where l.what = 'like';

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with liked as (
  select id, author, space, thread, occurred_at, unnest(likers) as person from exo_kept
  union all
  select id, author, space, thread, occurred_at, person from exo_like where outcome = 'used'
)
select id || '/like/' || person, 'reaction', person, author, space, coalesce(thread, id), id, occurred_at
from liked
order by occurred_at, id, person;
