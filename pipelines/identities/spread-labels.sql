-- Gives every account the least label among those with which it shares a key. To be run until no label changes.
create or replace temp table key_bearers as
with by_employee as (
  select employee_key, min(label) as label from key_bearers where employee_key is not null group by employee_key
),
by_subject as (
  select sso_key, min(label) as label from key_bearers where sso_key is not null group by sso_key
),
by_email as (
  select email_key, min(label) as label from key_bearers where email_key is not null group by email_key
)
select b.* replace (least(b.label, e.label, s.label, m.label) as label)
from key_bearers b
left join by_employee e using (employee_key)
left join by_subject s using (sso_key)
left join by_email m using (email_key);
