-- The headline figures of each month of an attached snapshot: what may be restated, with the people behind it. Reads
-- compared_days, and for who is new all there is: a first contribution that was taken away may make somebody new years later.
-- Who is behind a count of events is looked up for the months that changed alone (authors_of_FACTS): telling actors apart in
-- millions of events takes longer than all the rest. Both are macros for the database named FACTS. Days without a calendar
-- date have no month.
create or replace temp macro figures_of_FACTS() as table
with by_person as (
  select c.month, d.person_code, bool_or(d.posts + d.replies + d.reactions + d.mentions > 0) as contributes
  from FACTS.coded_actor_days d
  join compared_days c using (day)
  group by all
),
by_month as (
  select month, count(*) as active, count(*) filter (where contributes) as contributing from by_person group by all
),
figures as (
  select c.month, 'events.' || e.kind::varchar as figure, count(*) as value, null::bigint as people
  from FACTS.coded_events e
  join compared_days c using (day)
  group by c.month, e.kind
  union all
  select month, 'active_people', active, active from by_month
  union all
  select month, 'contributors', contributing, contributing from by_month where contributing > 0
  union all
  select strftime(first_day, '%Y-%m'), 'new_contributors', count(*), count(*)
  from FACTS.first_contributions
  group by all
)
from figures;

create or replace temp macro authors_of_FACTS() as table
select c.month, 'events.' || e.kind::varchar as figure, count(distinct e.actor_code) as people
from FACTS.coded_events e
join changed_days c using (day)
group by c.month, e.kind;
