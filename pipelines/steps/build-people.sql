-- Who everybody is, from what each delivery says of them; whoever several speak of waits in people_often for
-- build-people-history.sql. Variables: time_zone.
-- A delivery speaks of a day: the one that its rows name (as_of), else the day of its import. Without dates of its own,
-- what it says holds from that day on, and what was said before holds until then; dates that it gives stand as given.

-- Directories come before platform registries, and those before mere mentions; within each the later day comes first.
-- The rows stand in that order: of two, the one with the greater rowid prevails.
create temp table people_told as
with registered as (
  select
    l.canonical_id, r.source, r.is_platform, p.* exclude (manager_id),
    -- Files of one delivery speak one after the other, as they would if they came one at a time.
    r.ordinal * 32768 + coalesce(p.part, 0) as ordinal,
    m.canonical_id as manager_id,
    case when r.is_platform then 1 else 2 end as tier,
    coalesce(p.as_of, day_of(r.imported_at, getvariable('time_zone'))) as told_on
  from all_people p
  join import_roles r using (import_id)
  join person_links l using (person_id)
  left join person_canonical m on m.person_id = p.manager_id
  where p.registered
),
-- A mention says that somebody is there, and nothing else: the last one is enough, and only where no registry has them.
mentioned as (
  select
    m.canonical_id, r.source, true as is_platform, r.ordinal * 32768 as ordinal, m.person_id, 'unknown' as affiliation, 'human' as kind,
    false as registered, 0 as tier, day_of(r.imported_at, getvariable('time_zone')) as told_on
  from (
    select l.canonical_id, max(p.last_mentioned) as ordinal, max(p.person_id) as person_id
    from persons p
    join person_links l using (person_id)
    group by l.canonical_id
    having not bool_or(p.registered)
  ) m
  join import_roles r using (ordinal)
)
select * from registered union all by name select * from mentioned
order by tier, told_on, ordinal, valid_from nulls first, person_id desc;

create temp table people_often as
select canonical_id from people_told group by canonical_id having count(*) > 1;

-- What is said once stands as it is.
insert into people
select
  canonical_id, division, department, site, level, manager_id, affiliation, kind, joined_on, left_on, valid_from, valid_to
from people_told
where canonical_id not in (select canonical_id from people_often)
order by canonical_id;
