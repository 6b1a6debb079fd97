-- Accounts that hang together and are one person by every key of theirs; and the others, for which keys are to be weighed.
create temp table joined_accounts as
with agreeing as (
  select label, any_value(employee_key) as employee_key, count(*) > count(distinct source) as shares_source
  from key_bearers
  group by label
  having coalesce(min(employee_key) = max(employee_key), true)
),
-- Accounts of one source may be those of two directories, or two that one directory gave in turn.
meeting as (
  select b.label
  from key_bearers b
  semi join (select label from agreeing where shares_source) using (label)
  join registers r using (person_id)
  group by b.label, r.register
  having min(b.person_id) <> max(b.person_id)
)
select b.person_id, t.label::varchar as join_key, t.employee_key
from key_bearers b
join agreeing t using (label)
where t.label not in (from meeting);

create temp table weighed_accounts as
select b.person_id, b.employee_key, b.sso_key, b.email_key, list(distinct r.register) as registers
from key_bearers b
left join registers r using (person_id)
where b.person_id not in (select person_id from joined_accounts)
group by all;
