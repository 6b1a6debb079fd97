-- Posts and replies. A community that isn't said is that of what is answered, else of the thread's first post.
create temp table as2_contribution as
select
  e.*,
  t.root as thread,
  up.id as parent,
  if(e.kind = 'reply', coalesce(up.actor, e.refers_author), null) as target,
  coalesce(e.community, up.community, top.community) as place
from as2_event e
join as2_thread t using (event_no)
left join as2_named n on n.name = e.refers
left join as2_event up on up.event_no = n.event_no
left join as2_event top on top.id = t.root and top.outcome = 'used' and top.kind in ('post', 'reply');

insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, is_question, occurred_at, by_service)
select
  id, kind, actor, if(by_service or as2_is_service(target), null, target), place, thread, parent,
  if(by_service, null, asks), occurred_at, by_service
from as2_contribution
order by event_no;

-- A mention per distinct person named; not of oneself, not of communities, not of services.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at)
with mention as (
  select *, unnest(mentions) as person from as2_contribution where not by_service
)
select id || '/mention/' || person, 'mention', actor, person, place, thread, id, occurred_at
from mention
where person <> actor and not as2_is_service(person)
order by event_no, person;

-- Reactions, shares and views turn to whoever wrote the thing, or to the person who is the thing.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, occurred_at, by_service)
with done as (
  select
    e.*,
    c.id as parent,
    c.thread as thread,
    coalesce(e.community, c.place) as place,
    coalesce(c.actor, e.refers_author, p.id) as target
  from as2_event e
  left join as2_named n on n.name = e.refers
  left join as2_contribution c on c.event_no = n.event_no
  left join as2_person p on p.id = e.refers
  where e.outcome = 'used' and e.kind in ('reaction', 'share', 'view')
)
select
  id, kind, actor, if(by_service or as2_is_service(target), null, target), place, thread, parent, occurred_at, by_service
from done
order by event_no;

insert into staged_events (native_event_id, kind, actor_native_id, community_native_id, occurred_at, by_service)
select id, kind, actor, refers, occurred_at, by_service
from as2_event
where outcome = 'used' and kind in ('join', 'leave')
order by event_no;
