-- People by device, of a day or of the whole period, as they are given.
insert into staged_reported (figure, platform, subject_kind, subject_name, from_day, to_day, as_of, value)
with wide as (
  select
    from_day, to_day, as_of,
    count_of(web) as web_people, count_of(android) as android_people, count_of(iphone) as iphone_people,
    count_of(ipad) as ipad_people, count_of(windows_phone) as windows_phone_people,
    count_of(other_device) as other_device_people
  from usage_report
),
given as (
  unpivot wide on columns(* exclude (from_day, to_day, as_of)) into name figure value value
)
select figure, 'viva-engage', 'network', 'Viva Engage', from_day, to_day, as_of, value
from given;
