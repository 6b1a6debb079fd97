-- From staged_* (native ids, in memory) to loaded_* (pseudonyms, written to Parquet and kept), all but the events.
-- Variables: source, import_id, inner_pad and outer_pad. Needs the tables of load-events.sql.
-- A window with partitions sorts each of many by itself, which costs more than all else where there are few rows: the first
-- of several rows is found by grouping, and the next one by a window over all.

-- The keys by which the same person is found again in another source.
create or replace table person_keys as
select
  native_id, person_id, person_code,
  left(keyed_hash('native:' || lower(native_id)), 32) as native_key,
  left(keyed_hash('email:' || coalesce(email, case when native_id like '%_@_%' then lower(native_id) end)), 32) as email_key,
  left(keyed_hash('employee:' || lower(k.employee_id)), 32) as employee_key,
  left(keyed_hash('sso:' || lower(k.sso_subject)), 32) as sso_key
from person_ids
left join staged_keys() k using (native_id);

-- One row per period and file; a period ends at the latest when the next one begins, so that a day has one department.
create or replace table loaded_people as
with periods as (
  select
    *,
    if(native_id = lead(native_id) over history and as_of is not distinct from lead(as_of) over history
      and part is not distinct from lead(part) over history, lead(valid_from) over history, null) as next_from
  from staged_people
  window history as (order by native_id, as_of, part nulls first, valid_from nulls first, rowid)
  qualify row(native_id, as_of, part, valid_from) is distinct from lag(row(native_id, as_of, part, valid_from)) over history
)
select
  getvariable('import_id') as import_id, i.person_id, i.person_code, i.native_key, i.email_key, true as registered,
  p.division, p.department, p.site, p.level, m.person_id as manager_id,
  p.affiliation, p.kind, p.joined_on, p.left_on, p.valid_from,
  least(p.valid_to, p.next_from) as valid_to, p.as_of, i.employee_key, i.sso_key, p.part
from periods p
join person_keys i on i.native_id = p.native_id
left join person_ids m on m.native_id = p.manager_native_id
union all
select
  getvariable('import_id'), i.person_id, i.person_code, i.native_key, i.email_key, false,
  null, null, null, null, null, 'unknown', 'human', null, null, null, null, null, null, null, null
from person_keys i
where not exists (select 1 from staged_people p where p.native_id = i.native_id)
order by all;

create or replace table loaded_communities as
with known as (
  select * from staged_communities where rowid in (select min(rowid) from staged_communities group by native_id)
)
select
  getvariable('import_id') as import_id, n.native_id as community_id, n.community_code, coalesce(k.name, n.native_id) as name,
  k.type, k.created_on, i.person_id as created_by, k.archived_on, k.visibility,
  coalesce(k.metadata_missing, true) as metadata_missing
from community_ids n
left join known k on k.native_id = n.native_id
left join person_ids i on i.native_id = k.created_by_native_id
order by all;

create or replace table loaded_memberships as
select distinct
  getvariable('import_id') as import_id, m.community_native_id as community_id, i.person_id, m.role, m.valid_from, m.valid_to
from staged_memberships m
join person_ids i on i.native_id = m.person_native_id
order by all;

create or replace table loaded_interventions as
select
  getvariable('import_id') as import_id,
  left(keyed_hash('intervention:' || getvariable('source') || ':' || n.native_id), 20) as intervention_id,
  n.kind, n.name, n.starts_on, n.ends_on, n.community_native_id as community_id, n.department
from staged_interventions n
where n.rowid in (select min(rowid) from staged_interventions group by native_id)
order by all;

create or replace table loaded_rejected as
select getvariable('import_id') as import_id, file, line, coalesce(rule, 'unspecified') as reason, left(detail, 200) as detail
from staged_records
where outcome = 'rejected'
order by file, line nulls last;

create or replace table loaded_identities as
with latest as (
  select * from staged_people
  where rowid in (
    select arg_max(rowid, (coalesce(as_of, '-infinity'), coalesce(valid_from, '-infinity'), rowid)) from staged_people group by native_id)
)
select
  i.person_id, getvariable('source') as source, i.native_id, p.display_name, p.email, p.profile_url,
  k.employee_id, k.sso_subject
from person_ids i
left join latest p on p.native_id = i.native_id
left join staged_keys() k on k.native_id = i.native_id
order by i.person_id;
