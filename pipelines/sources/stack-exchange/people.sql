-- Everyone with an account, then those whom only their posts show.
insert into staged_people (native_id, display_name, kind, joined_on)
with seen as (
  select id from se_user where outcome = 'used'
  union
  select actor_native_id from staged_events
  union
  select target_native_id from staged_events where target_native_id is not null
)
select s.id, u.name, if(se_is_service(s.id), 'service', 'human'), se_time(u.created)::date
from seen s
left join se_user u on u.id = s.id and u.outcome = 'used'
order by s.id::bigint;

insert into staged_communities (native_id, name, metadata_missing)
select distinct community_native_id, if(community_native_id = 'site', 'Site', community_native_id), community_native_id = 'site'
from staged_events
where community_native_id is not null
order by 1;
