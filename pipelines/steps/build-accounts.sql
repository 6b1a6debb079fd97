-- Every account of all imports, and what it can be joined by. Reads imports_read, all_people; makes import_roles, persons.

-- An import with events describes a platform; one without (a directory, a side file) attaches to what is there.
create temp table import_roles as
select
  import_id, source, clock, imported_at, event_rows > 0 as is_platform,
  row_number() over (order by imported_at, import_id) as ordinal,
  count(*) filter (where event_rows > 0) over (partition by source) as source_platform_imports
from imports_read;

-- Everybody whom an import knows, and the last one that only mentions them.
create temp table accounts as
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
group by p.person_id;

-- Where nobody has two accounts: a platform, and every file that lists people. A directory has no more to it than its
-- files: two of one format have nothing in common, and the next delivery of one may number somebody anew.
create temp view registers as
select person_id, hash(source) as register from accounts where on_platform
union all
select person_id, hash(import_id, part) from all_people where registered;

-- Whose key says nothing about who is who, since another account of a register where they stand carries it too: a
-- placeholder, a shared mailbox. Argument: the name of a table of person_id, source and key.
create or replace temp macro bearers_together(bearers) as table
with repeated as (
  select hash(source, key) as code from query_table(bearers) where key is not null group by all having count(*) > 1
),
crowd as (
  select person_id, code
  from (select person_id, hash(source, key) as code from query_table(bearers) where key is not null)
  semi join repeated using (code)
),
meeting as (
  select c.code, r.register
  from crowd c
  join registers r using (person_id)
  group by all
  having min(c.person_id) <> max(c.person_id)
)
select distinct c.person_id
from (from crowd semi join meeting using (code)) c
join registers r using (person_id)
semi join meeting m on m.code = c.code and m.register = r.register;

create temp view email_bearers as select person_id, source, email_key as key from accounts;

-- Accounts with the same join_key are one person: the address, unless surer keys are told (identities/surer-keys.sql).
create temp table persons as
select *, email_key as join_key
from (
  select
    a.* exclude (email_key), if(b.person_id is null, a.email_key, null) as email_key
  from accounts a
  left join bearers_together('email_bearers') b using (person_id)
);
