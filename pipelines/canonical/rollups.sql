-- Derived tables, rebuilt with every snapshot.

-- A contribution is a post, reply, reaction, mention, message or share by a human; views, joins and leaves are presence.
create table actor_days as
select
  e.day,
  e.actor_id as person_id,
  e.community_id,
  count(*) filter (where e.kind in ('post', 'message', 'share')) as posts,
  count(*) filter (where e.kind = 'reply') as replies,
  count(*) filter (where e.kind = 'reaction') as reactions,
  count(*) filter (where e.kind = 'mention') as mentions,
  count(*) filter (where e.kind = 'view') as views
from events e
where e.day is not null
  and not e.by_service
  and not exists (select 1 from people p where p.person_id = e.actor_id and p.kind <> 'human')
group by all
order by e.day, e.actor_id, e.community_id;

-- First contribution ever: "new" means new ever, whatever the window asked for.
create table first_contributions as
select person_id, min(day) as first_day
from actor_days
where posts + replies + reactions + mentions > 0
group by person_id
order by person_id;
