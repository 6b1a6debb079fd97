-- Variables: file, first_line. Reads side_rows, whose dates have become days (read-days.ts).
-- A person may have several rows when each has its own valid_from or as_of.
create or replace temp table people_judged as
with rows as (
  select
    rowid as row_at,
    trim(person_id) as native_id,
    *,
    case
      when unreadable then 'not_json'
      when coalesce(native_id, '') = '' then 'missing_person_id'
      when valid_from is not null and valid_from_day is null
        or valid_to is not null and valid_to_day is null
        or joined_on is not null and joined_on_day is null
        or left_on is not null and left_on_day is null
        or as_of is not null and as_of_day is null
        then 'unknown_date'
    end as fault
  from side_rows
)
select *, row_at in (select min(row_at) from rows group by fault is null, native_id, as_of_day, valid_from_day) as is_first from rows;

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, 'rejected', reason, null from broken_lines
union all
select
  getvariable('file'), line_of(row_at),
  case when fault is not null then 'rejected' when not is_first then 'duplicate' else 'used' end, fault, null
from people_judged;

insert into staged_people
select
  native_id, display_name, email, profile_url, trim(division), trim(department), trim(site), trim(level), trim(manager_id),
  case when lower(trim(affiliation)) in ('external', 'externe') then 'external' else 'internal' end,
  case lower(kind) when 'service' then 'service' when 'bot' then 'service' when 'tombstone' then 'tombstone' else 'human' end,
  joined_on_day, left_on_day, valid_from_day, valid_to_day, as_of_day, employee_id, sso_subject, null
from people_judged
where fault is null and is_first
order by row_at;
