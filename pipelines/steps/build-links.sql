-- Who is whom over all imports. Reads import_roles, persons, all_communities; makes rule_links, community_links; the steward's
-- decisions turn rule_links into person_links (identities/person-links.sql).

-- Platform accounts with the same key are one person, known by the smallest id.
create temp table platform_links as
select
  person_id, native_key, join_key,
  case when join_key is null then person_id else min(person_id) over (partition by join_key) end as canonical_id
from persons
where on_platform;

-- A directory's person is the platform's by key, else by native id (in every platform that uses it), be it that of
-- another directory's account with the same key, else itself.
create temp table rule_links as
with attached as (
  select * from persons where not on_platform
),
by_key as (
  select distinct a.person_id, p.canonical_id
  from attached a
  join platform_links p on p.join_key = a.join_key
),
by_native as (
  select distinct a.person_id, p.canonical_id
  from attached a
  join platform_links p on p.native_key = a.native_key
  where not exists (select 1 from by_key b where b.person_id = a.person_id)
),
by_fellow as (
  select distinct a.person_id, b.canonical_id
  from by_native b
  join attached f on f.person_id = b.person_id
  join attached a on a.join_key = f.join_key
  where not exists (select 1 from by_native o where o.person_id = a.person_id)
),
unlinked as (
  select *, case when native_key is null then person_id else min(person_id) over (partition by native_key) end as same_native
  from attached a
  where not exists (select 1 from by_key b where b.person_id = a.person_id)
    and not exists (select 1 from by_native b where b.person_id = a.person_id)
    and not exists (select 1 from by_fellow b where b.person_id = a.person_id)
)
select person_id, canonical_id, 'platform' as link from platform_links
union all select person_id, canonical_id, 'key' from by_key
union all select person_id, canonical_id, 'native' from by_native
union all select person_id, canonical_id, 'native' from by_fellow
union all
select
  person_id, case when join_key is null then same_native else min(same_native) over (partition by join_key) end, 'none'
from unlinked;

create temp table platform_communities as
with natives as (
  select distinct r.source, c.community_id as native_id
  from all_communities c
  join import_roles r using (import_id)
  where r.is_platform
)
select
  source, native_id,
  case when count(*) over (partition by native_id) > 1 then source || ':' || native_id else native_id end as community_id
from natives;

-- A side file names a community by its native id, in whichever platform has it.
create temp table community_links as
select r.import_id, p.native_id, p.community_id
from import_roles r
join platform_communities p on p.source = r.source
where r.is_platform
union all
select r.import_id, c.community_id, coalesce(p.community_id, c.community_id)
from all_communities c
join import_roles r using (import_id)
left join platform_communities p on p.native_id = c.community_id
where not r.is_platform;
