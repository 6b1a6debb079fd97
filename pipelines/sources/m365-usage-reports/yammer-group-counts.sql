-- How many groups there are on a day, and how many were active that day.
insert into staged_reported (figure, platform, subject_kind, subject_name, from_day, to_day, as_of, value)
select 'communities', 'viva-engage', 'network', 'Viva Engage', null, null, from_day, count_of(total) from usage_report
union all
select 'active_communities', 'viva-engage', 'network', 'Viva Engage', from_day, to_day, as_of, count_of(active) from usage_report;
