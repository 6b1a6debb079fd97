-- Each row with its fault or its id. Variables: file, first_line, broken_lines (see lines.sql).
-- A file without event ids is keyed by content and occurrence: two equal rows are two events, a reload adds none.
create or replace temp table events_judged as
with rows as (
  select
    rowid as row_at,
    *,
    event_fault(unreadable, native_event_id, kind, actor_native_id, written_date, occurred_at) as fault,
    coalesce(native_event_id, 'row:' || md5(concat_ws(chr(31), kind, coalesce(occurred_at::varchar, ''), actor_native_id,
      coalesce(target_native_id, ''), coalesce(community_native_id, ''), coalesce(thread_native_id, ''),
      coalesce(parent_native_event_id, ''), coalesce(via, '')))) as key
  from events_read
)
select
  *,
  row_number() over (partition by fault is null, key order by row_at) as occurrence
from rows;

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, 'rejected', reason, null from broken_lines
union all
select
  getvariable('file'), line_of(row_at),
  case when fault is not null then 'rejected' when native_event_id is not null and occurrence > 1 then 'duplicate' else 'used' end,
  fault,
  case fault when 'unknown_kind' then left(kind, 60) when 'unknown_date' then left(written_date, 60)
    when 'date_out_of_range' then occurred_at::date::varchar end
from events_judged;

insert into staged_events by name
select
  case when native_event_id is null then key || ':' || occurrence else key end as native_event_id,
  kind, actor_native_id, target_native_id, community_native_id, thread_native_id, parent_native_event_id,
  via, is_question, weight, occurred_at, by_service
from events_judged
where fault is null and (native_event_id is null or occurrence = 1)
order by row_at;
