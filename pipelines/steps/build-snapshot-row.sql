-- The snapshot's description of itself. Variables: snapshot_id, schema_version, built_at, time_zone.
insert into snapshot
select
  getvariable('snapshot_id'), getvariable('schema_version'), getvariable('built_at')::timestamp, getvariable('time_zone'),
  any_value(e.first_day), any_value(e.last_day), any_value(e.last_event_at),
  case when bool_or(clock = 'absolute') then 'absolute' when bool_or(clock = 'relative') then 'relative' else 'none' end,
  coalesce(list_sort(list_distinct(flatten(list(capabilities)))), []),
  coalesce(bool_or(demo), false)
from imports_read, (
  select min(day) as first_day, max(day) as last_day, max(occurred_at) as last_event_at from coded_events
) e;
