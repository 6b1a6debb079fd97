-- Pairs of persons with accounts that carry one key, and yet are not one: a surer key speaks against it, or they would have
-- two accounts of one source. Reads known_accounts, account_keys, keys_alone.
create temp table kept_apart as
with employees as (
  select k.person_id, a.employee_key
  from account_keys a
  join known_accounts k using (account_id)
  join keys_alone o on o.key = 'employee-id' and o.value = a.employee_key and o.account_id = a.account_id
),
-- A native id joins the accounts of a directory to those of a platform, where nothing surer speaks against it.
natives as (
  select native_key from account_keys
  where employee_key is not null
  group by native_key having min(employee_key) <> max(employee_key)
),
bearers as (
  select key, value, account_id, null as on_platform from keys_alone
  union all
  select 'native-id', native_key, account_id, on_platform from account_keys
  where native_key in (from natives)
    and native_key in (select native_key from account_keys group by native_key having bool_or(on_platform) and not bool_and(on_platform))
),
persons as (
  select b.key, b.value, k.person_id, any_value(b.account_id) as account_id, any_value(b.on_platform) as on_platform
  from bearers b
  join known_accounts k using (account_id)
  group by all
),
shared as (
  select
    p.key, p.value, list(distinct p.person_id) as people, count(distinct e.employee_key) > 1 as employees_differ
  from persons p
  left join employees e using (person_id)
  group by p.key, p.value
  having count(distinct p.person_id) between 2 and 8 and count(distinct p.account_id) > 1
)
select a.person_id as one, b.person_id as other, s.key, bool_or(s.employees_differ) as employees_differ
from shared s
join persons a on a.key = s.key and a.value = s.value
join persons b on b.key = s.key and b.value = s.value and b.person_id > a.person_id
  and (a.on_platform is null or a.on_platform <> b.on_platform)
group by a.person_id, b.person_id, s.key;
