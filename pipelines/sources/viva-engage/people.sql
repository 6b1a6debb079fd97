-- Everyone with an account or seen writing. Nobody is a member of anything: the export says nothing of it.
-- The home network is named after its mail domain. An organisation of several domains is told by the one that most people
-- carry, provided that enough of them are seen; without a name the commonest has to do.
create temp table engage_home_domain as
with named as (
  select permalink as domain from engage_network where permalink like '%.%'
),
carried as (
  select split_part(email, '@', 2) as domain, count(*) as people, sum(count(*)) over () as everyone
  from engage_account
  where not external and email like '%_@_%'
  group by domain order by people desc, domain limit 1
)
select domain from named
union
select domain from carried where not exists (from named) or (everyone >= 20 and people * 2 > everyone);

-- One spelling for a name that was typed in several: the commonest, then the first of the alphabet.
create temp table engage_spelling as
select lower(nfc_normalize(said)) as key, arg_min(said, (-people, said)) as spelling
from (
  select said, count(distinct id) as people
  from (select id, department as said from engage_told union all select id, location from engage_told)
  where said is not null
  group by said
)
group by key;

-- A row for each export that lists somebody, as of the last day that it reaches: so a change of department is dated by the
-- exports before and after it. Whoever wrote without being listed was there, under that name, on the day of the last message.
insert into staged_people (native_id, display_name, email, department, site, affiliation, kind, joined_on, left_on, as_of, sso_subject)
with account as (
  select *, engage_person(id) as person, split_part(email, '@', 2) as domain,
    row_number() over (order by external, length(id), id) as preference
  from engage_account
),
person as (
  select
    person, arg_min(name, preference) as name, arg_min(email, preference) as email,
    arg_min(guid, preference) as guid,
    bool_or(listed and not external) as at_desk, bool_and(external) as external, bool_or(by_service) as by_service,
    bool_or(exists (select 1 from engage_home_domain h
      where account.domain = h.domain or suffix(account.domain, '.' || h.domain))) as at_home,
    bool_or(domain <> '') and exists (select 1 from engage_home_domain) as elsewhere,
    bool_or(email like '%#ext#%') as guest, max(last_day) as last_day
  from account
  group by person
),
told as (
  select
    engage_person(id) as person, reach::date as as_of, arg_min(department, (external, id)) as department,
    arg_min(location, (external, id)) as location, min(joined_on) as joined_on,
    case when count(*) = count(left_on) then max(left_on) end as left_on
  from engage_told
  where copy = 1
  group by all
)
select
  p.person, p.name, p.email, d.spelling, s.spelling,
  case
    when p.guest then 'external'
    when p.at_home then 'internal'
    when p.elsewhere or p.external then 'external'
    when p.at_desk then 'internal'
    else 'unknown'
  end,
  if(p.by_service, 'service', 'human'), t.joined_on, t.left_on, if(t.person is null, p.last_day, t.as_of), p.guid
from person p
left join told t on t.person = p.person
left join engage_spelling d on d.key = lower(nfc_normalize(t.department))
left join engage_spelling s on s.key = lower(nfc_normalize(t.location))
order by p.person, t.as_of nulls first;
