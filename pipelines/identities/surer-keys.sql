-- The employee ids and sign-on subjects that accounts carry, and which accounts they may join or keep apart. Reads
-- all_people, import_roles; makes told_by_accounts. Run only where an import tells any. Keys are compared as numbers of 64
-- bits: among a million people the odds that any two share one are 1 in 30 million.
create or replace temp macro key_number(key) as if(key is null, null, hash(key));

-- The last that its source says of each account.
create temp table last_told as
select
  p.person_id, any_value(r.source) as source,
  arg_max(key_number(p.employee_key), r.ordinal) as employee_key, arg_max(key_number(p.sso_key), r.ordinal) as sso_key
from all_people p
join import_roles r using (import_id)
where p.employee_key is not null or p.sso_key is not null
group by p.person_id;

create temp view employee_bearers as select person_id, source, employee_key as key from last_told;
create temp view subject_bearers as select person_id, source, sso_key as key from last_told;

create temp table told_by_accounts as
select
  t.person_id, if(e.person_id is null, t.employee_key, null) as employee_key, if(s.person_id is null, t.sso_key, null) as sso_key
from last_told t
left join bearers_together('employee_bearers') e using (person_id)
left join bearers_together('subject_bearers') s using (person_id)
where coalesce(if(e.person_id is null, t.employee_key, null), if(s.person_id is null, t.sso_key, null)) is not null;
