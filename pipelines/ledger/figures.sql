-- The headline figures of each month of an attached snapshot, and how many people are behind each: what may be restated.
-- Makes the macro figures_of() for the database named FACTS. Days without a calendar date have no month.
create or replace temp macro figures_of_FACTS() as table
select strftime(day, '%Y-%m') as month, 'events.' || kind::varchar as figure, count(*) as value, count(distinct actor_code) as people
from FACTS.coded_events
where day is not null
group by all
union all
select strftime(day, '%Y-%m'), 'active_people', count(distinct person_code), count(distinct person_code)
from FACTS.coded_actor_days
group by all
union all
select strftime(day, '%Y-%m'), 'contributors', count(distinct person_code), count(distinct person_code)
from FACTS.coded_actor_days
where posts + replies + reactions + mentions > 0
group by all
union all
select strftime(first_day, '%Y-%m'), 'new_contributors', count(*), count(*)
from FACTS.first_contributions
group by all;
