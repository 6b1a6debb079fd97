-- By which keys the accounts of some persons hang together: a row for each account and key that another account of the
-- person carries too. Reads known_accounts, account_keys, keys_alone. Variable: shown (ids of persons).
create temp table joined_by as
with accounts as (
  select k.person_id, k.account_id, a.native_key, a.on_platform
  from known_accounts k
  join account_keys a using (account_id)
  where k.person_id in (select unnest(getvariable('shown')))
),
by_key as (
  select a.person_id, a.account_id, o.key
  from accounts a
  join keys_alone o using (account_id)
  qualify count(*) over (partition by a.person_id, o.key, o.value) > 1
),
-- A native id says who is who between a directory and another source, where no surer key does.
by_native as (
  select person_id, account_id, 'native-id' as key
  from accounts
  where native_key is not null
  qualify count(*) over (partition by person_id, native_key) > 1
    and not bool_and(on_platform) over (partition by person_id, native_key)
)
select * from by_key
union
select n.* from by_native n where not exists (select 1 from by_key k where k.person_id = n.person_id and k.account_id = n.account_id);
