-- Variables: file, first_line, day_first.
create or replace temp table memberships_judged as
with dated as (
  select
    rowid as row_at,
    date_of(valid_from, getvariable('day_first')) as starts_on,
    date_of(valid_to, getvariable('day_first')) as ends_on,
    *
  from side_rows
),
rows as (
  select
    *,
    case
      when unreadable then 'not_json'
      when coalesce(trim(community_id), '') = '' then 'missing_community_id'
      when coalesce(trim(person_id), '') = '' then 'missing_person_id'
      when role is not null and lower(trim(role)) not in ('animator', 'member') then 'unknown_role'
      when valid_from is not null and starts_on is null or valid_to is not null and ends_on is null then 'unknown_date'
    end as fault
  from dated
)
select *, row_number() over (partition by fault is null, trim(community_id), trim(person_id), starts_on order by row_at) as occurrence
from rows;

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, 'rejected', reason, null from broken_lines
union all
select
  getvariable('file'), line_of(row_at),
  case when fault is not null then 'rejected' when occurrence > 1 then 'duplicate' else 'used' end, fault, null
from memberships_judged;

insert into staged_memberships
select
  trim(community_id), trim(person_id), coalesce(lower(trim(role)), 'member'),
  starts_on, ends_on
from memberships_judged
where fault is null and occurrence = 1
order by row_at;
