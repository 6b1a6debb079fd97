-- Every account of all imports, and what it can be joined by. Reads imports_read, all_people; makes import_roles, persons.

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
-- Accounts with the same join_key are one person: the address, unless surer keys are told (identities/surer-keys.sql).
select *, email_key as join_key
from (
  select
    person_id, source, native_key, on_platform, registered, last_mentioned,
    case when count(*) over (partition by source, email_key) = 1 then email_key end as email_key
  from known
);
