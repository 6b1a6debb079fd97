-- How far the reporting time zone is from UTC on each day of the events of one import, in microseconds. Adding a number to a
-- moment takes a tenth of asking the calendar about it. Days on which the clocks change are left out: on those the calendar
-- is asked moment by moment.
-- Reads import_events; variable: time_zone.

insert into zone_days
select utc_day, epoch_us(begins) - epoch_us(utc_day::timestamp)
from (
  select
    utc_day,
    timezone(getvariable('time_zone'), make_timestamptz(epoch_us(utc_day::timestamp))) as begins,
    timezone(getvariable('time_zone'), make_timestamptz(epoch_us((utc_day + 1)::timestamp))) as ends
  from (select distinct occurred_at::date as utc_day from import_events where occurred_at is not null)
  where utc_day not in (select z.utc_day from zone_days z)
)
where epoch_us(ends) - epoch_us(begins) = 86400000000;
