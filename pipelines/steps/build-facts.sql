-- From all imports to the communities and the list of imports of one snapshot; each other table has its own file.

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

insert into imports
select
  import_id, source, name, imported_at, files, records_read, used, ignored, duplicates, rejected, clock, capabilities,
  warnings, demo
from imports_read
order by imported_at, import_id;
