-- The keys that each account carries, the last that its source told, and those that it alone carries where it stands: what
-- several accounts of one platform or of one file carry was nobody's to begin with (steps/build-accounts.sql). Reads
-- imports, import_codes, coded_events. Variable: people_files.
create temp view told_people as
from (select null::varchar as employee_key, null::varchar as sso_key, null::smallint as part where false)
union all by name
from read_parquet(getvariable('people_files'), union_by_name = true);

create temp table account_keys as
with platforms as (
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
from told_people t
join deliveries d using (import_id)
group by t.person_id;

create temp table keys_alone as
with borne as (
  select 'email' as key, email_key as value, account_id, source, on_platform from account_keys where email_key is not null
  union all
  select 'employee-id', employee_key, account_id, source, on_platform from account_keys where employee_key is not null
  union all
  select 'sso-subject', sso_key, account_id, source, on_platform from account_keys where sso_key is not null
),
repeated as (
  select b.* from borne b
  semi join (select key, value, source from borne group by all having count(*) > 1) r using (key, value, source)
),
listed as (
  select key, value, source, null as import_id, null as part, account_id from repeated where on_platform
  union
  select r.key, r.value, r.source, t.import_id, t.part, r.account_id
  from repeated r
  join told_people t on t.person_id = r.account_id
  where t.registered
),
together as (
  select key, unnest(accounts) as account_id
  from (select key, list(account_id) as accounts from listed group by key, value, source, import_id, part having count(*) > 1)
)
select key, value, account_id from borne b anti join together t using (key, account_id);
