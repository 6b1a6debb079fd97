-- From the rows of all exports to one state: of a message or person found in several, the latest. Needs engage_folder.

-- An export is as recent as the latest thing it speaks of: the names of the archives say nothing sure.
create temp table engage_part as
with moments as (
  select part, modified_at as moment from engage_message where fault is null and nature = 'contribution'
  union all select part, dated_at from engage_user where fault is null
  union all select part, updated_at from engage_group where fault is null
),
placed as (
  select f.part, f.folder, n.id as network, n.name as network_name, n.permalink like '%.%' as has_domain,
    max(m.moment) filter (where engage_in_range(m.moment)) as last_moment, count(m.moment) as moments,
    if(n.id is null, f.folder, regexp_replace(f.folder, '/?[^/]+$', '')) as export
  from engage_folder f
  left join (select id, any_value(permalink) as permalink, any_value(name) as name from engage_network group by id) n
    on n.id = parse_filename(f.folder)
  left join moments m using (part)
  group by all
),
largest as (
  select p.network from placed p join engage_user u using (part)
  where p.network is not null
  group by p.network order by count(*) desc, p.network limit 1
)
select
  part, network, network_name, max(last_moment) over (partition by export) as reach,
  -- The home network is the one without a folder of its own, or named after a mail domain, or else the largest.
  network is not null and not coalesce(has_domain, false)
    and (exists (select 1 from placed where moments > 0 and (network is null or has_domain))
      or network is distinct from (select network from largest)) as external
from placed;

-- What each export says of each account. Two rows of one account in one export: the later line.
create temp table engage_told as
select
  u.*, p.external, coalesce(p.network, '') as network, p.reach, coalesce(u.left_at, if(u.gone, p.reach, null))::date as left_on,
  row_number() over (partition by u.id, p.reach order by u.path desc, u.line desc) as copy,
  row_number() over (order by p.reach nulls first, u.path, u.line) as rank
from engage_user u
join engage_part p using (part)
where u.fault is null;

-- Everyone with an account or seen writing, under their latest name and address.
create temp table engage_account as
with listed as (
  select id, arg_max(name, rank) as name, arg_max(email, rank) as email, arg_max(guid, rank) as guid, any_value(external) as external,
    any_value(network) as network
  from engage_told group by id
),
sending as (
  select
    m.sender as id, bool_or(m.by_service) as by_service,
    arg_max(m.sender_name, m.modified_at) as name, arg_max(m.sender_email, m.modified_at) as email,
    any_value(p.external) as external, any_value(coalesce(p.network, '')) as network, max(m.created_at)::date as last_day
  from engage_message m join engage_part p using (part)
  where m.fault is null and m.nature = 'contribution'
  group by m.sender
)
select
  coalesce(l.id, s.id) as id, coalesce(l.name, s.name) as name, coalesce(l.email, s.email) as email, l.guid,
  l.id is not null as listed, coalesce(s.by_service, false) as by_service, coalesce(l.external, s.external) as external,
  coalesce(l.network, s.network) as network, s.last_day
from listed l
full join sending s on s.id = l.id;

-- A person has another id in each network. One address in several networks is one person, known by the home account;
-- an address that one network gives to several accounts says nothing.
create temp table engage_alias as
with shared as (
  select email from (select email, network, count(*) as accounts from engage_account where email is not null group by all)
  group by email having count(*) > 1 and max(accounts) = 1
)
select
  a.id as alias_id,
  first_value(a.id) over (partition by a.email order by a.external, length(a.id), a.id) as alias_of
from engage_account a join shared using (email);

create or replace temp macro engage_person(x) as coalesce((select alias_of from engage_alias where alias_id = x), x);

-- Of several rows of one message the latest modification is the message, then what the most recent export says.
create temp table engage_copy as
select
  m.*, p.external, p.network, p.network_name, coalesce(a.alias_of, m.sender) as person,
  row_number() over (partition by m.id order by m.modified_at desc, p.reach desc nulls last, m.path desc, m.line desc) as copy
from engage_message m
join engage_part p using (part)
left join engage_alias a on a.alias_id = m.sender
where m.fault is null and m.nature = 'contribution';

create temp table engage_contribution as
select
  id, thread_id, replied_to, person, by_service, created_at, asks, group_id, group_name, group_private, modified_at,
  if(external, network, null) as network, network_name,
  coalesce(group_id, if(external, network || '/all-company', 'all-company')) as community
from engage_copy
where copy = 1;
