-- From the rows that are kept to events, and to what they say of people and communities.
insert into staged_events (native_event_id, kind, actor_native_id, target_native_id, community_native_id,
  thread_native_id, parent_native_event_id, via, occurred_at)
with placed as (
  select
    e.*,
    a.actor as answered_actor,
    coalesce(e.thread, own.root, a.root, e.answered) as thread_id,
    -- Without a column that says what is answered, the first of a thread is the post and the others reply.
    row_number() over (partition by e.thread order by e.occurred_at nulls last, e.file_at, e.row_at) as place
  from mapped_event e
  left join mapped_root own on own.id = e.event_id
  left join mapped_root a on a.id = e.answered
)
select
  if(event_id is null, key || ':' || occurrence, key),
  case
    when told <> 'post-or-reply' then told
    when answered is not null then 'reply'
    when not getvariable('has_parent') and thread is not null and place > 1 then 'reply'
    else 'post'
  end,
  actor, coalesce(target, answered_actor), community, thread_id, answered, via, occurred_at
from placed
order by file_at, row_at;

insert into staged_people (native_id, display_name, email, department)
with named as (
  select actor as person, actor_name as name, coalesce(address_of(actor_email), address_of(actor)) as email,
    actor_department as department, (file_at::bigint << 40) + row_at as place
  from mapped_event
  union all
  select target, null, address_of(target), null, -1 from mapped_event where address_of(target) is not null
)
select person, arg_max(name, place), arg_max(email, place), arg_max(department, place)
from named
group by person
having count(name) + count(email) + count(department) > 0
order by person;

insert into staged_communities (native_id, name)
select community, arg_max(community_name, (file_at::bigint << 40) + row_at)
from mapped_event
where community is not null and community_name is not null and community_name <> community
group by community
order by community;
