-- Variables: file, first_line, day_first. A person may have several rows when each has its own valid_from or as_of.
create or replace temp table people_judged as
with dated as (
  select
    rowid as row_at,
    trim(person_id) as native_id,
    date_of(valid_from, getvariable('day_first')) as starts_on,
    date_of(valid_to, getvariable('day_first')) as ends_on,
    date_of(joined_on, getvariable('day_first')) as arrived_on,
    date_of(left_on, getvariable('day_first')) as departed_on,
    date_of(as_of, getvariable('day_first')) as told_on,
    *
  from side_rows
),
rows as (
  select
    *,
    case
      when unreadable then 'not_json'
      when coalesce(native_id, '') = '' then 'missing_person_id'
      when valid_from is not null and starts_on is null
        or valid_to is not null and ends_on is null
        or joined_on is not null and arrived_on is null
        or left_on is not null and departed_on is null
        or as_of is not null and told_on is null
        then 'unknown_date'
    end as fault
  from dated
)
select *, row_number() over (partition by fault is null, native_id, told_on, starts_on order by row_at) as occurrence from rows;

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, 'rejected', reason, null from broken_lines
union all
select
  getvariable('file'), line_of(row_at),
  case when fault is not null then 'rejected' when occurrence > 1 then 'duplicate' else 'used' end, fault, null
from people_judged;

insert into staged_people
select
  native_id, display_name, email, profile_url, trim(division), trim(department), trim(site), trim(level), trim(manager_id),
  case when lower(trim(affiliation)) = 'external' then 'external' else 'internal' end,
  case lower(kind) when 'service' then 'service' when 'bot' then 'service' when 'tombstone' then 'tombstone' else 'human' end,
  arrived_on, departed_on, starts_on, ends_on, told_on
from people_judged
where fault is null and occurrence = 1
order by row_at;
