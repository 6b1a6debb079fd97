-- Variables: documents, lines (the rewritten files). Makes one table per sort of row, and what became of each event.

create temp table as2_row as
select *, row_number() over () as row_at, try_cast(occurred as timestamptz) at time zone 'UTC' as occurred_at
from read_json([getvariable('documents'), getvariable('lines')], format = 'newline_delimited', columns = {
  sort: 'varchar', seq: 'bigint', file: 'varchar', line: 'bigint', outcome: 'varchar', rule: 'varchar', id: 'varchar',
  activity_id: 'varchar', kind: 'varchar', actor: 'varchar', refers: 'varchar', refers_author: 'varchar',
  places: 'varchar[]', recipients: 'varchar[]', mentions: 'varchar[]', occurred: 'varchar', updated: 'varchar',
  asks: 'boolean', inline: 'boolean', strict: 'boolean', how: 'varchar', doer: 'varchar', name: 'varchar',
  url: 'varchar', department: 'varchar', service: 'boolean'});

-- Descriptions of one person or community may differ over time: the last that says something of a trait counts.
create temp table as2_person as
select
  id,
  arg_max(name, row_at) as name,
  arg_max(url, row_at) as url,
  arg_max(department, row_at) as department,
  bool_and(service) as is_service,
  min(occurred_at)::date as joined_on
from as2_row
where sort = 'person'
group by id;

create temp table as2_group as
select id, arg_max(name, row_at) as name, min(occurred_at)::date as created_on, arg_min(actor, row_at) as creator
from as2_row
where sort = 'group'
group by id;

-- Whoever acts is somebody, unless a description says a service or a group does.
create temp table as2_somebody as
select id from as2_person where not is_service
union
select actor from as2_row
where sort = 'event' and kind in ('post', 'reply', 'reaction', 'share', 'view') and actor is not null
  and actor not in (select id from as2_group) and actor not in (select id from as2_person where is_service);

create temp macro as2_is_service(who) as coalesce(
  who in (select g.id from as2_group g) or who in (select p.id from as2_person p where p.is_service), false);

create temp table as2_event as
with event as (
  select *, row_number() over (order by row_at) as event_no from as2_row where sort = 'event'
),
-- A creation and the thing created may both be there, and a thing may come again after a change.
counted as (
  select
    *,
    occurred is not null and occurred_at is null as is_undatable,
    row_number() over (
      partition by id, occurred is not null and occurred_at is null
      order by inline desc nulls last, try_cast(updated as timestamptz) desc nulls last, row_at) as copy
  from event
),
placed as (
  select event_no, arg_min(place, position) as community
  from (select event_no, unnest(places) as place, generate_subscripts(places, 1) as position from counted)
  join as2_group g on g.id = place
  group by event_no
),
addressed as (
  select event_no, bool_and(recipient in (select id from as2_somebody) or list_contains(mentions, recipient)) as people_only
  from (select event_no, mentions, unnest(recipients) as recipient from counted)
  group by event_no
),
named as (
  select event_no, id as name from counted
  union
  select event_no, activity_id from counted where activity_id is not null
),
undone as (
  select e.event_no, c.row_at as undone_by
  from as2_row c
  join named n on n.name = c.id
  join counted e on e.event_no = n.event_no
  where c.sort = 'cancel' and c.how = 'undo' and (c.actor is null or c.doer is null or c.actor = c.doer)
    and (c.actor is null or c.actor = e.actor)
  union
  -- The activity that is undone may be told again, without its id.
  select e.event_no, c.row_at
  from as2_row c
  join counted e on e.kind = c.kind and e.actor = c.doer and e.refers = c.refers
  where c.sort = 'cancel' and c.how = 'undo' and (c.actor is null or c.actor = e.actor)
    and (e.occurred_at is null or c.occurred_at is null or e.occurred_at <= c.occurred_at)
),
deleted as (
  select e.event_no, c.row_at as deleted_by
  from as2_row c
  join named n on n.name = c.id
  join counted e on e.event_no = n.event_no
  where c.sort = 'cancel' and c.how = 'delete' and e.kind in ('post', 'reply')
),
ruled as (
  select
    c.*,
    p.community,
    u.undone_by,
    d.deleted_by,
    case
      when c.actor is null then 'missing_actor'
      when len(c.recipients) = 0 or (a.people_only and p.community is null) then 'private_message'
      when c.kind in ('join', 'leave')
        and (c.actor in (select id from as2_group) or c.refers in (select id from as2_somebody)) then 'not_a_membership'
      when c.strict
        and (c.actor not in (select id from as2_somebody) or c.refers not in (select id from as2_group)) then 'not_a_membership'
      when u.undone_by is not null then 'undone'
      when d.deleted_by is not null then 'deleted'
    end as exclusion
  from counted c
  left join placed p using (event_no)
  left join addressed a using (event_no)
  left join (select event_no, min(undone_by) as undone_by from undone group by event_no) u using (event_no)
  left join (select event_no, min(deleted_by) as deleted_by from deleted group by event_no) d using (event_no)
)
select
  event_no, row_at, seq, id, activity_id, kind, actor, refers, refers_author, mentions, occurred_at, asks, community,
  undone_by, deleted_by,
  case
    when is_undatable then 'rejected' when copy > 1 then 'duplicate' when exclusion is not null then 'ignored' else 'used'
  end as outcome,
  case when is_undatable then 'invalid_time' when copy = 1 then exclusion end as rule,
  as2_is_service(actor) as by_service
from ruled;

-- What is done to a private message is as private.
update as2_event
set outcome = 'ignored', rule = 'private_message'
where outcome = 'used' and refers in (
  select id from as2_event where rule = 'private_message'
  union all
  select activity_id from as2_event where rule = 'private_message' and activity_id is not null
);
