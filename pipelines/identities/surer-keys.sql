-- The employee ids and sign-on subjects that accounts carry, and which accounts they may join or keep apart. Reads
-- all_people, import_roles; makes told_by_accounts. Run only where an import tells any. Keys are compared as numbers of 64
-- bits: among a million people the odds that any two share one are 1 in 30 million.
create or replace temp macro key_number(key) as if(key is null, null, hash(key));

-- The last that its source says of each account. A key that several accounts of one source carry says nothing about who
-- is who, as an address does not.
create temp table told_by_accounts as
with last_told as (
  select
    p.person_id, any_value(r.source) as source,
    arg_max(key_number(p.employee_key), r.ordinal) as employee_key, arg_max(key_number(p.sso_key), r.ordinal) as sso_key
  from all_people p
  join import_roles r using (import_id)
  where p.employee_key is not null or p.sso_key is not null
  group by p.person_id
),
employee_alone as (
  select source, employee_key as key from last_told where employee_key is not null group by all having count(*) = 1
),
sso_alone as (
  select source, sso_key as key from last_told where sso_key is not null group by all having count(*) = 1
)
select t.person_id, e.key as employee_key, s.key as sso_key
from last_told t
left join employee_alone e on e.source = t.source and e.key = t.employee_key
left join sso_alone s on s.source = t.source and s.key = t.sso_key
where e.key is not null or s.key is not null;
