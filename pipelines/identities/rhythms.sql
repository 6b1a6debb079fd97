-- How each person writes, for those who wrote on enough days to tell. Variables: time_zone, fewest_days.
create temp table writings as
select
  actor_code, day, occurred_at,
  timezone(getvariable('time_zone'), timezone('UTC', occurred_at)) as local_time
from coded_events
where kind in ('post', 'reply', 'message', 'share') and day is not null and not by_service;

create temp table frequent_writers as
select
  actor_code,
  count(*) as writings,
  count(distinct day) as days,
  max(day) - min(day) + 1 as span
from writings
group by actor_code
having count(distinct day) >= getvariable('fewest_days');

create temp table by_minute as
select actor_code, max(writings) as writings
from (
  select actor_code, date_part('hour', local_time) * 60 + date_part('minute', local_time) as minute, count(*) as writings
  from writings
  where actor_code in (select actor_code from frequent_writers)
  group by all
)
group by actor_code;

-- The four hours running in which one writes least, around the clock.
create temp table by_hour as
with hours as (
  select w.actor_code, h.hour, count(e.occurred_at) as writings
  from frequent_writers w
  cross join (select unnest(range(24)) as hour) h
  left join writings e on e.actor_code = w.actor_code and date_part('hour', e.local_time) = h.hour
  group by all
),
runs as (
  select a.actor_code, a.hour, sum(b.writings) as writings
  from hours a
  join hours b on b.actor_code = a.actor_code and (b.hour - a.hour + 24) % 24 < 4
  group by all
)
select actor_code, min(writings)::bigint as quietest
from runs
group by actor_code;

-- Days on which one wrote at least so much: variable busy_day.
create temp table busy_days as
select actor_code, count(*) as days
from (select actor_code, day from writings group by all having count(*) >= getvariable('busy_day'))
group by actor_code;

create temp table answered as
select target_code as actor_code, count(*) as times
from coded_events
where target_code in (select actor_code from frequent_writers)
  and target_code <> actor_code
  and kind in ('reply', 'mention', 'reaction', 'message')
group by target_code;

create temp table rhythms as
select
  c.person_id, w.writings, w.days, w.span, coalesce(b.days, 0) as busy_days,
  m.writings / w.writings as same_minute, h.quietest / w.writings as quietest_share, coalesce(a.times, 0) as answered
from frequent_writers w
join person_codes c on c.person_code = w.actor_code
join by_minute m using (actor_code)
join by_hour h using (actor_code)
left join busy_days b using (actor_code)
left join answered a using (actor_code);
