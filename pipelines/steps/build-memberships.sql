-- Who belongs to which community: what the last import to tell of somebody there says, side files before platforms.

insert into memberships
with ranked as (
  select
    l.community_id as id, p.canonical_id, m.role, m.valid_from, m.valid_to,
    r.ordinal + case when r.is_platform then 0 else 1000000 end as rank
  from all_memberships m
  join import_roles r using (import_id)
  join community_links l on l.import_id = m.import_id and l.native_id = m.community_id
  join person_links p using (person_id)
)
select distinct id, canonical_id, role, valid_from, valid_to
from (select *, max(rank) over (partition by id, canonical_id) as best_rank from ranked)
where rank = best_rank
order by all;
