-- From all imports to the canonical tables of one snapshot, but for the people (build-people.sql). Variables: time_zone, has_dates (some import is dated).

insert into communities
with ranked as (
  select
    l.community_id as id, l.native_id, r.source, r.is_platform, c.*,
    r.ordinal + case when c.metadata_missing then 0 when r.is_platform then 1000000 else 2000000 end as rank
  from all_communities c
  join import_roles r using (import_id)
  join community_links l on l.import_id = c.import_id and l.native_id = c.community_id
)
select
  c.id,
  coalesce(arg_max(c.name, c.rank) filter (where not c.metadata_missing and c.name <> c.native_id), any_value(c.native_id)),
  arg_max(c.type, c.rank),
  arg_max(c.created_on, c.rank),
  arg_max(m.canonical_id, c.rank),
  arg_max(c.archived_on, c.rank),
  arg_max(c.visibility, c.rank),
  coalesce(arg_max(c.source, c.rank) filter (where c.is_platform), arg_max(c.source, c.rank)),
  bool_and(c.metadata_missing)
from ranked c
left join person_canonical m on m.person_id = c.created_by
group by c.id
order by c.id;

insert into memberships
with ranked as (
  select
    l.community_id as id, p.canonical_id, m.role, m.valid_from, m.valid_to,
    r.ordinal + case when r.is_platform then 0 else 1000000 end as rank
  from all_memberships m
  join import_roles r using (import_id)
  join community_links l on l.import_id = m.import_id and l.native_id = m.community_id
  join person_links p using (person_id)
)
select distinct id, canonical_id, role, valid_from, valid_to
from (select *, max(rank) over (partition by id, canonical_id) as best_rank from ranked)
where rank = best_rank
order by all;

create or replace temp macro event_name(source, digest) as source || ':' || printf('%016x', digest);

-- The same event in several imports counts once, as the latest export tells it.
insert into events
with placed as (
  select e.*, r.ordinal, r.clock, r.source_platform_imports from all_events e join import_roles r using (import_id)
),
distinct_events as (
  select * from placed where source_platform_imports = 1
  union all
  select * from placed where source_platform_imports > 1
  qualify row_number() over (partition by source, event_digest order by ordinal desc) = 1
)
select
  event_name(e.source, e.event_digest) as event_id, e.source, e.import_id, e.kind,
  coalesce(a.canonical_id, e.actor_id), coalesce(t.canonical_id, e.target_id), coalesce(c.community_id, e.community_id),
  event_name(e.source, e.thread_digest), event_name(e.source, e.parent_event_digest), e.via, e.is_question, e.weight,
  case when e.clock = 'absolute' or not getvariable('has_dates') then e.occurred_at end as occurred_at,
  case
    when e.clock = 'absolute' then day_of(e.occurred_at, getvariable('time_zone'))
    when not getvariable('has_dates') then e.occurred_at::date
  end as day,
  e.by_service
from distinct_events e
left join (select * from person_canonical where person_id <> canonical_id) a on a.person_id = e.actor_id
left join (select * from person_canonical where person_id <> canonical_id) t on t.person_id = e.target_id
left join (select * from community_links where native_id <> community_id) c
  on c.import_id = e.import_id and c.native_id = e.community_id
order by occurred_at nulls first, event_id;

insert into interventions
select n.intervention_id, n.kind, n.name, n.starts_on, n.ends_on, coalesce(c.community_id, n.community_id), n.department
from all_interventions n
join import_roles r using (import_id)
left join (select import_id, native_id, min(community_id) as community_id from community_links group by all) c
  on c.import_id = n.import_id and c.native_id = n.community_id
qualify row_number() over (partition by n.intervention_id order by r.ordinal desc) = 1
order by n.starts_on, n.intervention_id;

insert into rejected_rows
select import_id, file, line, reason, detail from all_rejected order by import_id, file, line nulls last;

insert into imports
select
  import_id, source, name, imported_at, files, records_read, used, ignored, duplicates, rejected, clock, capabilities,
  warnings, demo
from imports_read
order by imported_at, import_id;

insert into snapshot
select
  getvariable('snapshot_id'), getvariable('schema_version'), getvariable('built_at')::timestamp, getvariable('time_zone'),
  (select min(day) from events), (select max(day) from events), (select max(occurred_at) from events),
  case when bool_or(clock = 'absolute') then 'absolute' when bool_or(clock = 'relative') then 'relative' else 'none' end,
  coalesce((select list(distinct capability order by capability) from (select unnest(capabilities) as capability from imports_read)), []),
  coalesce(bool_or(demo), false)
from imports_read;
