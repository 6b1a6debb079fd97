-- Derived tables, for the days and people that the build touched (touched_days, touched_people).

delete from coded_actor_days
where day in (select day from touched_days) or person_code in (select person_code from touched_people);

insert into coded_actor_days
select
  e.day,
  e.actor_code as person_code,
  e.community_code,
  count(*) filter (where e.kind in ('post', 'message', 'share')),
  count(*) filter (where e.kind = 'reply'),
  count(*) filter (where e.kind = 'reaction'),
  count(*) filter (where e.kind = 'mention'),
  count(*) filter (where e.kind = 'view')
from coded_events e
where (e.day in (select day from touched_days) or e.actor_code in (select person_code from touched_people))
  and e.day is not null
  and not e.by_service
  and e.actor_code not in (select person_code from service_codes)
group by all
order by e.day, e.actor_code, e.community_code;

truncate first_contributions;
insert into first_contributions
select p.person_id, d.first_day
from (
  select person_code, min(day) as first_day
  from coded_actor_days
  where posts + replies + reactions + mentions > 0
  group by person_code
) d
join person_codes p using (person_code)
order by p.person_id;
