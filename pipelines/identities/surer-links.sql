-- Gives persons the keys by which accounts are joined after all: those of joined_accounts, and native ids only where their
-- bearers are not of several employee ids.
create or replace temp table persons as
with joined as (
  select
    p.* exclude (join_key),
    if(j.person_id is null, p.join_key, j.join_key) as join_key,
    coalesce(j.employee_key, t.employee_key) as employee_key
  from persons p
  left join joined_accounts j using (person_id)
  left join told_by_accounts t using (person_id)
),
contradicted as (
  select native_key from joined where native_key is not null group by native_key having min(employee_key) <> max(employee_key)
)
select * exclude (employee_key) replace (case when native_key not in (from contradicted) then native_key end as native_key)
from joined;
