-- From all imports to the canonical tables of one snapshot, but for the people (build-people.sql) and the events.

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
