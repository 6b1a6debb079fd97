-- A line is an event from the first person to the second. Lines have no id, so a line is known by its content and by how
-- many times it was met before in its file: two equal lines are two events, a reload adds none.
-- Variables: file, base_name, undirected, origin, meaning (of time or of the third column), day_first, earliest, latest.

-- Seconds after a moment; null beyond the calendar, where the year would have more than five digits.
create or replace temp macro seconds_after(moment, seconds) as
  case when abs(seconds) < 1e11 then moment + to_microseconds((seconds * 1000000)::bigint) end;

create or replace temp table edges_judged as
with start as (
  select
    min(coalesce(time, third)) as first_time,
    coalesce(try_cast(nullif(getvariable('origin'), '') as timestamp), timestamp '1970-01-01') as origin
  from edges_read
  where fault is null
),
timed as (
  select
    e.*,
    case getvariable('meaning')
      when 'unix' then seconds_after(timestamp '1970-01-01', coalesce(time, third))
      when 'milliseconds' then seconds_after(timestamp '1970-01-01', coalesce(time, third) / 1000)
      when 'relative' then seconds_after(start.origin, coalesce(time, third) - start.first_time)
      when 'text' then moment_of(written_time, getvariable('day_first'))
    end as occurred_at
  from edges_read e, start
),
judged as (
  select
    * replace (
      case
        when fault is not null then fault
        when coalesce(written_time, if(getvariable('meaning') = 'weight', null, written_third)) is not null and occurred_at is null
          then 'unknown_date'
        when getvariable('meaning') in ('unix', 'milliseconds', 'text')
          and (occurred_at < getvariable('earliest')::timestamp or occurred_at >= getvariable('latest')::timestamp)
          then 'date_out_of_range'
      end as fault
    )
  from timed
)
select
  *,
  row_number() over (partition by actor, target, written_time, written_weight, written_third order by line) as occurrence
from judged;

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, case when fault is null then 'used' else 'rejected' end, fault,
  case fault when 'date_out_of_range' then occurred_at::date::varchar
    when 'unknown_date' then left(coalesce(written_time, written_third), 60) end
from edges_judged;

insert into staged_events by name
with directions as (
  select *, false as back from edges_judged where fault is null
  union all
  select * replace (target as actor, actor as target), true
  from edges_judged
  where fault is null and getvariable('undirected') and actor <> target
)
select
  concat_ws(chr(9), getvariable('base_name'), actor, target, coalesce(written_time, written_third, ''),
    coalesce(written_weight, ''), occurrence, case when back then 'back' end) as native_event_id,
  'message' as kind,
  actor as actor_native_id,
  target as target_native_id,
  coalesce(weight, case when getvariable('meaning') = 'weight' then third end, 1) as weight,
  occurred_at
from directions
order by line, back;
