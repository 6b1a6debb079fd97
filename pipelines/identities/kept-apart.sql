-- Pairs of persons with accounts that carry one key, and yet are not one: a surer key speaks against it, or they would have
-- two accounts of one source. Reads known_accounts, imports. Variable: people_files.
create temp table account_keys as
with no_key as (
  select null::varchar as employee_key, null::varchar as sso_key where false
),
told as (
  from no_key union all by name from read_parquet(getvariable('people_files'), union_by_name = true)
),
platforms as (
  select import_id from import_codes where import_code in (select distinct import_code from coded_events)
),
deliveries as (
  select import_id, source, row_number() over (order by imported_at, import_id) as ordinal, import_id in (from platforms) as is_platform
  from imports
)
select
  t.person_id as account_id, any_value(d.source) as source, bool_or(d.is_platform) as on_platform,
  any_value(t.native_key) as native_key, arg_max(t.email_key, d.ordinal) as email_key,
  arg_max(t.employee_key, d.ordinal) as employee_key, arg_max(t.sso_key, d.ordinal) as sso_key
from told t
join deliveries d using (import_id)
group by t.person_id;

create temp table kept_apart as
with borne as (
  select 'email' as key, email_key as value, account_id, source from account_keys where email_key is not null
  union all
  select 'employee-id', employee_key, account_id, source from account_keys where employee_key is not null
  union all
  select 'sso-subject', sso_key, account_id, source from account_keys where sso_key is not null
),
-- What several accounts of one source carry was nobody's to begin with.
alone as (
  select key, value, any_value(account_id) as account_id from borne group by key, value, source having count(*) = 1
),
employees as (
  select k.person_id, a.employee_key
  from account_keys a
  join known_accounts k using (account_id)
  join alone o on o.key = 'employee-id' and o.value = a.employee_key and o.account_id = a.account_id
),
-- A native id joins the accounts of a directory to those of a platform, where nothing surer speaks against it.
natives as (
  select native_key from account_keys
  where employee_key is not null
  group by native_key having min(employee_key) <> max(employee_key)
),
bearers as (
  select key, value, account_id, null as on_platform from alone
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
