-- Everyone who is described or seen. Services and communities that act are nobody in particular.
insert into staged_people (native_id, display_name, profile_url, department, kind, joined_on)
with seen as (
  select id from as2_person
  union
  select actor_native_id from staged_events
  union
  select target_native_id from staged_events where target_native_id is not null
)
select
  s.id,
  coalesce(p.name, g.name),
  p.url,
  p.department,
  if(as2_is_service(s.id), 'service', 'human'),
  p.joined_on
from seen s
left join as2_person p using (id)
left join as2_group g using (id)
order by s.id;

insert into staged_communities (native_id, name, created_on, created_by_native_id, metadata_missing)
with seen as (
  select id from as2_group
  union
  select community_native_id from staged_events where community_native_id is not null
)
select s.id, coalesce(g.name, s.id), g.created_on, g.creator, g.name is null
from seen s
left join as2_group g using (id)
order by s.id;
