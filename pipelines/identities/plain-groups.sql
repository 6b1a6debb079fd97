-- Accounts that hang together and are one person by every key of theirs; and the others, for which keys are to be weighed.
create temp table joined_accounts as
with together as (
  select label, any_value(employee_key) as employee_key
  from key_bearers
  group by label
  having count(*) = count(distinct source) and coalesce(min(employee_key) = max(employee_key), true)
)
select b.person_id, t.label::varchar as join_key, t.employee_key
from key_bearers b
join together t using (label);

create temp table weighed_accounts as
select person_id, source, employee_key, sso_key, email_key
from key_bearers
where person_id not in (select person_id from joined_accounts);
