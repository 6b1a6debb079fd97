-- Which days the figures are counted of (figures.sql). Reads the attached snapshot former; variable: touched_months, or null.

-- The days of complete months. Each figure but the new contributors is counted from the rows of its own month alone, so it
-- stays the same wherever no row came, went or was summed again: months that were not touched need no counting.
create or replace temp table compared_days as
select strftime(day, '%Y-%m') as month, day::date as day
from (
  select unnest(generate_series(date_trunc('month', first_day), date_trunc('month', last_day) - interval 1 day, interval 1 day)) as day
  from former.snapshot
  where clock = 'absolute'
)
where getvariable('touched_months') is null
  or list_contains(getvariable('touched_months')::varchar[], date_trunc('month', day)::date::varchar);

-- The days of the months in which a count of events changed.
create or replace temp table changed_days (month varchar, day date);
