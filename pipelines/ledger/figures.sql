-- The headline figures of each month of an attached snapshot: what may be restated, with the people behind it. Who is behind a
-- count of events is looked up for the months that changed alone (authors_of_FACTS): telling actors apart in millions of events
-- takes longer than all the rest. Both are macros for the database named FACTS. Days without a calendar date have no month.
create or replace temp macro figures_of_FACTS() as table
with by_person as (
  select date_trunc('month', day) as month, person_code, bool_or(posts + replies + reactions + mentions > 0) as contributes
  from FACTS.coded_actor_days
  group by all
),
figures as (
  select date_trunc('month', day) as month, 'events.' || kind::varchar as figure, count(*) as value, null::bigint as people
  from (select day, kind from FACTS.coded_events where day is not null)
  group by all
  union all
  select month, 'active_people', count(*), count(*) from by_person group by all
  union all
  select month, 'contributors', count(*), count(*) from by_person where contributes group by all
  union all
  select date_trunc('month', first_day), 'new_contributors', count(*), count(*)
  from FACTS.first_contributions
  group by all
)
select strftime(month, '%Y-%m') as month, figure, value, people from figures;

create or replace temp macro authors_of_FACTS(months) as table
select strftime(month, '%Y-%m') as month, figure, people
from (
  select date_trunc('month', day) as month, 'events.' || kind::varchar as figure, count(distinct actor_code) as people
  from FACTS.coded_events
  where list_contains(months, date_trunc('month', day)::date)
  group by all
);
