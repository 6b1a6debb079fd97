-- Variables: file, first_line, launch, campaign, training, event (the words that say each kind). Reads side_rows, whose
-- dates have become days (read-days.ts).
create or replace temp table interventions_judged as
with rows as (
  select
    rowid as row_at,
    *,
    case
      when unreadable then 'not_json'
      when coalesce(trim(intervention_id), '') = '' then 'missing_intervention_id'
      when coalesce(trim(name), '') = '' then 'missing_name'
      when starts_on_day is null or ends_on is not null and ends_on_day is null then 'unknown_date'
    end as fault
  from side_rows
)
select *, row_at in (select min(row_at) from rows group by fault is null, trim(intervention_id)) as is_first from rows;

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, 'rejected', reason, null from broken_lines
union all
select
  getvariable('file'), line_of(row_at),
  case when fault is not null then 'rejected' when not is_first then 'duplicate' else 'used' end, fault, null
from interventions_judged;

insert into staged_interventions
select
  trim(intervention_id),
  case
    when lower(trim(kind)) in ('launch', 'campaign', 'event', 'training') then lower(trim(kind))
    when regexp_matches(lower(strip_accents(kind)), getvariable('launch')) then 'launch'
    when regexp_matches(lower(strip_accents(kind)), getvariable('campaign')) then 'campaign'
    when regexp_matches(lower(strip_accents(kind)), getvariable('training')) then 'training'
    when regexp_matches(lower(strip_accents(kind)), getvariable('event')) then 'event'
    else 'other'
  end,
  trim(name), starts_on_day, ends_on_day, trim(community_id), trim(department)
from interventions_judged
where fault is null and is_first
order by row_at;
