-- Communities of the registry and those that messages name. What was posted to everyone has no community of its own in
-- older networks: one is made for it, in each network.
insert into staged_communities (native_id, name, created_on, created_by_native_id, archived_on, visibility, metadata_missing)
with ranked as (
  select g.*, p.reach, row_number() over (order by p.reach nulls first, g.path, g.line) as rank
  from engage_group g join engage_part p using (part)
  where fault is null
),
listed as (
  select
    id, arg_max(name, rank) as name, arg_max(created_on, rank) as created_on, arg_max(creator, rank) as creator,
    arg_max(private, rank) as private,
    arg_max({day: if(deleted, coalesce(updated_at, reach), null)::date}, rank).day as archived_on
  from ranked group by id
),
named as (
  select
    community as id, arg_max(group_name, modified_at) as name, arg_max(group_private, modified_at) as private,
    bool_or(group_id is null) as everyone, any_value(if(network is null, null, network_name)) as network_name
  from engage_contribution
  group by community
)
select
  coalesce(l.id, n.id),
  case when n.everyone then 'Toute l’entreprise' || coalesce(' (' || n.network_name || ')', '')
    else coalesce(l.name, n.name, l.id, n.id) end,
  l.created_on, engage_person(l.creator), l.archived_on,
  case when n.everyone then 'public' when coalesce(l.private, n.private) then 'private'
    when coalesce(l.private, n.private) is not null then 'public' end,
  l.id is null and n.name is null and not n.everyone
from listed l
full join named n on n.id = l.id
order by 1;
