-- Who is whom over all imports. Reads imports_read, all_people, all_communities; makes rule_links, community_links; the steward's
-- decisions turn rule_links into person_links (identities/person-links.sql).

-- An import with events describes a platform; one without (a directory, a side file) attaches to what is there.
create temp table import_roles as
select
  import_id, source, clock, imported_at, event_rows > 0 as is_platform,
  row_number() over (order by imported_at, import_id) as ordinal,
  count(*) filter (where event_rows > 0) over (partition by source) as source_platform_imports
from imports_read;

-- Everybody whom an import knows, and the last one that only mentions them.
-- An address that several people of one source carry (a placeholder, a shared mailbox) says nothing about who is who.
create temp table persons as
with known as (
  select
    p.person_id,
    -- A pseudonym is made of these two, which are the same wherever it stands.
    any_value(r.source) as source,
    any_value(p.native_key) as native_key,
    arg_max(p.email_key, r.ordinal) as email_key,
    bool_or(r.is_platform) as on_platform,
    bool_or(p.registered) as registered,
    max(r.ordinal) filter (where not p.registered) as last_mentioned
  from all_people p
  join import_roles r using (import_id)
  group by p.person_id
)
select
  person_id, source, native_key, on_platform, registered, last_mentioned,
  case when count(*) over (partition by source, email_key) = 1 then email_key end as email_key
from known;

-- Two platform accounts with the same e-mail address are one person, known by the smaller id.
create temp table platform_links as
select
  person_id, native_key, email_key,
  case when email_key is null then person_id else min(person_id) over (partition by email_key) end as canonical_id
from persons
where on_platform;

-- A directory's person is the platform's by e-mail, else by native id (in every platform that uses it), else itself.
create temp table rule_links as
with attached as (
  select * from persons where not on_platform
),
by_email as (
  select distinct a.person_id, p.canonical_id
  from attached a
  join platform_links p on p.email_key = a.email_key
),
by_native as (
  select distinct a.person_id, p.canonical_id
  from attached a
  join platform_links p on p.native_key = a.native_key
  where not exists (select 1 from by_email b where b.person_id = a.person_id)
),
unlinked as (
  select *, min(person_id) over (partition by native_key) as same_native
  from attached a
  where not exists (select 1 from by_email b where b.person_id = a.person_id)
    and not exists (select 1 from by_native b where b.person_id = a.person_id)
)
select person_id, canonical_id, 'platform' as link from platform_links
union all select person_id, canonical_id, 'email' from by_email
union all select person_id, canonical_id, 'native' from by_native
union all
select
  person_id, case when email_key is null then same_native else min(same_native) over (partition by email_key) end, 'none'
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
