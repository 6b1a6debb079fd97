-- Variables: file, first_line. Reads side_rows, whose dates have become days (read-days.ts).
create or replace temp table memberships_judged as
with rows as (
  select
    rowid as row_at,
    *,
    case
      when unreadable then 'not_json'
      when coalesce(trim(community_id), '') = '' then 'missing_community_id'
      when coalesce(trim(person_id), '') = '' then 'missing_person_id'
      when role is not null and lower(trim(role)) not in ('animator', 'member') then 'unknown_role'
      when valid_from is not null and valid_from_day is null or valid_to is not null and valid_to_day is null then 'unknown_date'
    end as fault
  from side_rows
)
select
  *,
  row_at in (select min(row_at) from rows group by fault is null, trim(community_id), trim(person_id), valid_from_day) as is_first
from rows;

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, 'rejected', reason, null from broken_lines
union all
select
  getvariable('file'), line_of(row_at),
  case when fault is not null then 'rejected' when not is_first then 'duplicate' else 'used' end, fault, null
from memberships_judged;

insert into staged_memberships
select
  trim(community_id), trim(person_id), coalesce(lower(trim(role)), 'member'),
  valid_from_day, valid_to_day
from memberships_judged
where fault is null and is_first
order by row_at;
