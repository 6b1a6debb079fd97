-- Variables: file, first_line, part. A person is known by the id, else by the account, else by the e-mail address, else by
-- the employee id; several rows are a history when each begins on another day. Needs directory_names (see source.ts).
create or replace temp table directory_judged as
with rows as (
  select
    rowid as row_at,
    lower(coalesce(nullif(trim(email), ''), case when principal like '%_@_%' then trim(principal) end)) as email,
    coalesce(nullif(trim(person_id), ''), nullif(trim(account), ''), lower(nullif(trim(email), '')), lower(nullif(trim(principal), '')), nullif(trim(employee_id), '')) as native_id,
    nullif(trim(employee_id), '') as employee_id,
    -- Newer downloads of Entra ID call the object id `id`, which other systems call any number.
    coalesce(nullif(trim(sso_subject), ''),
      case when regexp_full_match(trim(person_id), '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}') then trim(person_id) end,
      nullif(trim(principal), '')) as sso_subject,
    distinguished_name,
    coalesce(nullif(trim(display_name), ''), nullif(trim(concat_ws(' ', trim(first_name), trim(last_name))), '')) as display_name,
    nullif(trim(division), '') as division,
    nullif(trim(department), '') as department,
    nullif(trim(site), '') as site,
    nullif(trim(level), '') as level,
    nullif(trim(manager_id), '') as manager,
    case
      when external is null then 'internal'
      when regexp_matches(lower(trim(external)), '^(true|yes|oui|vrai|x|1|o|y|guest|invité|prestataire|consultant|contractor|ext.*)$') then 'external'
      else 'internal'
    end as affiliation,
    joined_on_day as first_day, left_on_day as last_day, valid_from_day as starts_on, valid_to_day as ends_on, as_of_day as told_on,
    case
      when unreadable then 'not_json'
      when native_id is null then 'missing_person_id'
      when valid_from is not null and starts_on is null or valid_to is not null and ends_on is null
        or joined_on is not null and first_day is null or left_on is not null and last_day is null
        or as_of is not null and told_on is null then 'unknown_date'
    end as fault
  from directory_rows
),
told as (
  select *, hash(email, employee_id, sso_subject, display_name, division, department, site, level, manager, affiliation, first_day, last_day, ends_on) as said
  from rows
),
periods as (
  select fault is null as is_good, native_id, told_on, starts_on, min(row_at) as first_at, arg_min(said, row_at) as first_said
  from told
  group by all
)
select t.* exclude (said), t.row_at = p.first_at as is_first, t.said = p.first_said as says_the_same
from told t
join periods p on p.is_good = (t.fault is null) and p.native_id is not distinct from t.native_id
  and p.told_on is not distinct from t.told_on and p.starts_on is not distinct from t.starts_on;

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, 'rejected', reason, null from broken_lines
union all
select
  getvariable('file'), line_of(row_at),
  case when fault is not null then 'rejected' when is_first then 'used' when says_the_same then 'duplicate' else 'ignored' end,
  case when fault is not null then fault when not is_first and not says_the_same then 'person_again_in_same_period' end,
  null
from directory_judged;

-- A manager is named by employee id, account, e-mail address or distinguished name or, failing that, by a name that only
-- one person bears.
insert into staged_people by name
with kept as (
  select * from directory_judged where fault is null and is_first
),
mentions as (
  select native_id as called, native_id from kept
  union select email, native_id from kept where email is not null
  union select employee_id, native_id from kept where employee_id is not null
  union select lower(trim(r.account)), k.native_id from kept k join directory_rows r on r.rowid = k.row_at where r.account is not null
  union select lower(trim(r.principal)), k.native_id from kept k join directory_rows r on r.rowid = k.row_at where r.principal is not null
  union select d.key, k.native_id from kept k join directory_names d on d.written = k.distinguished_name
  union select any_value(display_name), any_value(native_id) from kept where display_name is not null
    group by lower(display_name) having count(distinct native_id) = 1
),
managers as (
  select lower(called) as called, min(native_id) as native_id from mentions group by lower(called)
)
select
  k.native_id, k.display_name, k.email, k.division, k.department, k.site, k.level,
  coalesce(m.native_id, case when k.manager like '%_@_%' and n.key is null then lower(k.manager) end) as manager_native_id,
  k.affiliation, k.first_day as joined_on, k.last_day as left_on, k.starts_on as valid_from, k.ends_on as valid_to,
  k.told_on as as_of, k.employee_id, k.sso_subject, nullif(getvariable('part'), 0) as part
from kept k
left join directory_names n on n.written = k.manager
left join managers m on m.called = coalesce(n.key, lower(k.manager))
order by k.row_at;
