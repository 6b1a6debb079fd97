-- What was done for the communities, each intervention as the last import tells it.

insert into interventions
select n.intervention_id, n.kind, n.name, n.starts_on, n.ends_on, coalesce(c.community_id, n.community_id), n.department
from all_interventions n
join import_roles r using (import_id)
left join (select import_id, native_id, min(community_id) as community_id from community_links group by all) c
  on c.import_id = n.import_id and c.native_id = n.community_id
qualify row_number() over (partition by n.intervention_id order by r.ordinal desc) = 1
order by n.starts_on, n.intervention_id;
