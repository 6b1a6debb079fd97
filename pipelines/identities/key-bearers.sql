-- Whoever carries a key that others carry too: all others are whom their native id says, or nobody else. Reads persons,
-- told_by_accounts. `label` is to be the least of all who hang together by keys (spread-labels.sql).
create temp table key_bearers as
with bearers as (
  select p.person_id, p.source, key_number(p.email_key) as email_key, t.employee_key, t.sso_key
  from persons p
  left join told_by_accounts t using (person_id)
),
shared_emails as (
  select email_key from bearers where email_key is not null group by email_key having count(*) > 1
),
shared_employees as (
  select employee_key from bearers where employee_key is not null group by employee_key having count(*) > 1
),
shared_subjects as (
  select sso_key from bearers where sso_key is not null group by sso_key having count(*) > 1
)
select *, row_number() over (order by person_id)::integer as label
from bearers
where email_key in (from shared_emails) or employee_key in (from shared_employees) or sso_key in (from shared_subjects);
