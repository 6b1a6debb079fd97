-- Variables: file, first_line, day_first.
create or replace temp table interventions_judged as
with dated as (
  select
    rowid as row_at,
    date_of(starts_on, getvariable('day_first')) as first_day,
    date_of(ends_on, getvariable('day_first')) as last_day,
    *
  from side_rows
),
rows as (
  select
    *,
    case
      when unreadable then 'not_json'
      when coalesce(trim(intervention_id), '') = '' then 'missing_intervention_id'
      when coalesce(trim(name), '') = '' then 'missing_name'
      when first_day is null or ends_on is not null and last_day is null then 'unknown_date'
    end as fault
  from dated
)
select *, row_number() over (partition by fault is null, trim(intervention_id) order by row_at) as occurrence from rows;

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, 'rejected', reason, null from broken_lines
union all
select
  getvariable('file'), line_of(row_at),
  case when fault is not null then 'rejected' when occurrence > 1 then 'duplicate' else 'used' end, fault, null
from interventions_judged;

insert into staged_interventions
select
  trim(intervention_id),
  case when lower(trim(kind)) in ('launch', 'campaign', 'event', 'training') then lower(trim(kind)) else 'other' end,
  trim(name), first_day, last_day, trim(community_id), trim(department)
from interventions_judged
where fault is null and occurrence = 1
order by row_at;
