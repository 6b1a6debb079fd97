-- The snapshot's description of itself. Variables: snapshot_id, schema_version, built_at, time_zone.
insert into snapshot
select
  getvariable('snapshot_id'), getvariable('schema_version'), getvariable('built_at')::timestamp, getvariable('time_zone'),
  (select min(day) from coded_events), (select max(day) from coded_events), (select max(occurred_at) from coded_events),
  case when bool_or(clock = 'absolute') then 'absolute' when bool_or(clock = 'relative') then 'relative' else 'none' end,
  coalesce((select list(distinct capability order by capability) from (select unnest(capabilities) as capability from imports_read)), []),
  coalesce(bool_or(demo), false)
from imports_read;
