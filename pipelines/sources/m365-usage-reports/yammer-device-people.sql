-- By which device each person came, counted into figures of the whole network.
insert into staged_reported (figure, platform, subject_kind, subject_name, from_day, to_day, as_of, value)
with wide as (
  select
    from_day, to_day, as_of,
    how_many(was_used(web), nullif(trim(web), '')) as web_people,
    how_many(was_used(android), nullif(trim(android), '')) as android_people,
    how_many(was_used(iphone), nullif(trim(iphone), '')) as iphone_people,
    how_many(was_used(ipad), nullif(trim(ipad), '')) as ipad_people,
    how_many(was_used(windows_phone), nullif(trim(windows_phone), '')) as windows_phone_people,
    how_many(was_used(other_device), nullif(trim(other_device), '')) as other_device_people
  from usage_report
  group by from_day, to_day, as_of
),
given as (
  unpivot wide on columns(* exclude (from_day, to_day, as_of)) into name figure value value
)
select figure, 'viva-engage', 'network', 'Viva Engage', from_day, to_day, as_of, value
from given;
