-- Takes out of a delivery those who were erased, before anything of them is written.
-- Variables: source, inner_pad, outer_pad (the secret key prepared for HMAC), erased (hashes in hexadecimal). What is said of
-- others stays: an event towards an erased person has no target, a team of theirs no manager.

create or replace temp macro erased_hash(message) as
  sha256(getvariable('outer_pad') || unhex(sha256(getvariable('inner_pad') || encode(message))));

create or replace temp table erased_hashes as
select unnest(getvariable('erased')) as hash;

create or replace temp table erased_natives as
with persons as (
  select
    native_id,
    coalesce(max(nullif(lower(trim(email)), '')), case when native_id like '%_@_%' then lower(native_id) end) as email
  from staged_accounts()
  where native_id is not null
  group by native_id
),
-- An address that several bear says nothing about who is who, nor does another key.
known as (
  select *, count(*) over (partition by email) = 1 as is_alone from persons
),
employees as (
  select lower(employee_id) as employee_id, any_value(native_id) as native_id
  from staged_keys() group by lower(employee_id) having count(*) = 1
),
subjects as (
  select lower(sso_subject) as sso_subject, any_value(native_id) as native_id
  from staged_keys() group by lower(sso_subject) having count(*) = 1
)
select native_id
from known
where erased_hash('erased person:p_' || left(erased_hash('person:' || getvariable('source') || ':' || native_id), 20)) in (from erased_hashes)
  or (is_alone and erased_hash('erased email:' || email) in (from erased_hashes))
  or native_id in (select native_id from employees where erased_hash('erased employee:' || employee_id) in (from erased_hashes))
  or native_id in (select native_id from subjects where erased_hash('erased sso:' || sso_subject) in (from erased_hashes))
  -- A directory speaks of the people of every platform that uses its ids.
  or (not exists (from staged_events) and erased_hash('erased native:' || lower(native_id)) in (from erased_hashes));

create or replace temp table left_out as
select
  (select count(*) from staged_people where native_id in (from erased_natives)) as people,
  (select count(*) from staged_events where actor_native_id in (from erased_natives)) as events,
  -- A reaction or mention shares its record with the message it hangs on.
  (select count(*) from staged_events where actor_native_id in (from erased_natives) and kind not in ('reaction', 'mention')) as own_records;

delete from staged_people where native_id in (from erased_natives);
update staged_people set manager_native_id = null where manager_native_id in (from erased_natives);
delete from staged_memberships where person_native_id in (from erased_natives);
update staged_communities set created_by_native_id = null where created_by_native_id in (from erased_natives);
delete from staged_events where actor_native_id in (from erased_natives);
update staged_events set target_native_id = null where target_native_id in (from erased_natives);
