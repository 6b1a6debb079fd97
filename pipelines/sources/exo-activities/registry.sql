insert into staged_people (native_id, display_name, email, department, division, site, level, affiliation, kind, joined_on)
select
  id, name, email, department, division, site, level, if(guest, 'external', 'internal'),
  if(deleted, 'tombstone', 'human'), exo_moment("at")::date
from exo_user
order by id;

insert into staged_communities (native_id, name, created_on, visibility)
select id, coalesce(name, id), exo_moment("at")::date, case private when true then 'private' when false then 'public' end
from exo_row
where what = 'space' and id is not null
qualify row_number() over (partition by id order by file, line) = 1
order by id;

insert into staged_memberships (community_native_id, person_native_id, role)
with listed as (
  select space, author as person, animator from exo_row where what = 'membership'
  union all
  select id, unnest(members), false from exo_row where what = 'space' and id is not null
  union all
  select id, unnest(managers), true from exo_row where what = 'space' and id is not null
)
select space, person, if(bool_or(animator), 'animator', 'member') from listed group by all order by all;
