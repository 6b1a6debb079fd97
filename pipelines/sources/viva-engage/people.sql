-- Everyone with an account or seen writing. Nobody is a member of anything: the export says nothing of it.
create temp table engage_home_domain as
select permalink as domain from engage_network where permalink like '%.%'
union
select * from (
  select split_part(email, '@', 2) as domain from engage_account
  where not external and email like '%_@_%' and not exists (select 1 from engage_network where permalink like '%.%')
  group by domain order by count(*) desc, domain limit 1
);

-- One spelling for a name that was typed in several: the commonest among people as they are now.
create or replace temp table engage_spelling as
select lower(nfc_normalize(said)) as key, arg_min(said, (-times, said)) as spelling
from (select said, count(*) as times from (
  select department as said from engage_account union all select location from engage_account
) where said is not null group by said)
group by key;

insert into staged_people (native_id, display_name, email, department, site, affiliation, kind, joined_on, left_on)
with account as (
  select *, engage_person(id) as person, split_part(email, '@', 2) as domain,
    row_number() over (order by external, length(id), id) as preference
  from engage_account
),
person as (
  select
    person, arg_min(name, preference) as name, arg_min(email, preference) as email,
    arg_min(department, preference) as department, arg_min(location, preference) as location,
    min(joined_on) as joined_on,
    case when count(*) = count(left_on) then max(left_on) end as left_on,
    bool_or(listed and not external) as listed, bool_and(external) as external, bool_or(by_service) as by_service,
    bool_or(exists (select 1 from engage_home_domain h where account.domain = h.domain or suffix(account.domain, '.' || h.domain))) as at_home,
    bool_or(email like '%#ext#%' or domain <> '') and exists (select 1 from engage_home_domain) as elsewhere,
    bool_or(email like '%#ext#%') as guest
  from account
  group by person
)
select
  person, name, email, d.spelling, s.spelling,
  case
    when guest then 'external'
    when at_home then 'internal'
    when elsewhere or external then 'external'
    when listed then 'internal'
    else 'unknown'
  end,
  if(by_service, 'service', 'human'), joined_on, left_on
from person
left join engage_spelling d on d.key = lower(nfc_normalize(person.department))
left join engage_spelling s on s.key = lower(nfc_normalize(person.location))
order by person;
