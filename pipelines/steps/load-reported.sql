-- From staged_reported to loaded_reported: of a figure that a delivery gives twice, the last one stands. Variable: import_id.
create or replace table loaded_reported as
select
  getvariable('import_id') as import_id, figure, platform, subject_kind, subject_native_id, subject_name, from_day, to_day,
  (to_day - from_day)::integer as window_days, as_of, value
from staged_reported
where rowid in (
  select max(rowid) from staged_reported
  group by figure, platform, subject_kind, coalesce(subject_native_id, subject_name), from_day, to_day,
    if(from_day is null, as_of, null))
order by all;
