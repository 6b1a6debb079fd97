-- Figures of complete months that were published and are no longer the same: told_changes. Reads the attached
-- snapshots former and present, and the macros of figures.sql.
-- A month was complete when the former snapshot had days after it.
create or replace temp table changes as
with span as (
  select
    strftime(f.first_day, '%Y-%m') as first_month, strftime(f.last_day, '%Y-%m') as last_month,
    coalesce(strftime(p.first_day, '%Y-%m'), '9999-12') as kept_from,
    f.time_zone <> p.time_zone as other_zone
  from former.snapshot f, present.snapshot p
  where f.clock = 'absolute'
),
compared as materialized (
  select
    coalesce(f.month, p.month) as month, coalesce(f.figure, p.figure) as figure,
    coalesce(f.value, 0) as was, coalesce(p.value, 0) as is_now,
    f.people as people_were, p.people as people_are
  from figures_of_former() f
  full join figures_of_present() p on p.month = f.month and p.figure = f.figure
),
published as (
  select c.*, s.kept_from, s.other_zone
  from compared c, span s
  where c.month >= s.first_month and c.month < s.last_month
),
-- The first month in which an event was added or taken away: what follows from it later (who is new) has the same cause.
events_changed as (
  select
    coalesce(min(month) filter (where is_now > was), '9999-12') as rows_added_from,
    coalesce(min(month) filter (where is_now < was), '9999-12') as rows_gone_from
  from published
  where figure like 'events.%' and was <> is_now
)
select
  month, figure, was, is_now, people_were, people_are,
  month < kept_from as is_gone,
  case
    when other_zone then 'time_zone'
    when figure like 'events.%' then if(is_now > was, 'late_rows', 'rows_removed')
    when rows_added_from <= month then 'late_rows'
    when rows_gone_from <= month then 'rows_removed'
    else 'people_mapped'
  end as why
from published, events_changed
where was <> is_now
order by month, figure;

insert into changed_days
from compared_days
where month in (select month from changes where figure like 'events.%');

create or replace temp table told_changes as
select
  c.month, c.figure, c.was, c.is_now, c.is_gone, c.why,
  coalesce(c.people_were, f.people, 0) as people_were, coalesce(c.people_are, p.people, 0) as people_are
from changes c
left join authors_of_former() f on f.month = c.month and f.figure = c.figure
left join authors_of_present() p on p.month = c.month and p.figure = c.figure
order by c.month, c.figure;
