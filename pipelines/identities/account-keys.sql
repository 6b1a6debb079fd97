-- The keys that each account carries, the last that its source told, and those that it alone carries there: what several
-- accounts of one source carry was nobody's to begin with. Reads imports, import_codes, coded_events. Variable: people_files.
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

create temp table keys_alone as
with borne as (
  select 'email' as key, email_key as value, account_id, source from account_keys where email_key is not null
  union all
  select 'employee-id', employee_key, account_id, source from account_keys where employee_key is not null
  union all
  select 'sso-subject', sso_key, account_id, source from account_keys where sso_key is not null
)
select key, value, any_value(account_id) as account_id from borne group by key, value, source having count(*) = 1;
