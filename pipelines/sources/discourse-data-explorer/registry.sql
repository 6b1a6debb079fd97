-- Everybody with an account, and whoever else was seen. A staged account is somebody who only ever wrote by e-mail, from
-- outside.
insert into staged_people (native_id, display_name, email, department, division, site, level, affiliation, kind, joined_on,
  sso_subject)
with listed as (
  select * from discourse_user qualify row_number() over (partition by id order by file, line) = 1
),
seen as (
  select actor_native_id::bigint as id from staged_events
  union
  select target_native_id::bigint from staged_events where target_native_id is not null
)
select
  coalesce(l.id, s.id), coalesce(l.name, l.username), l.email, l.department, l.division, l.site, l.level,
  case when l.id is null then 'unknown' when l.staged then 'external' else 'internal' end,
  if(discourse_is_service(coalesce(l.id, s.id)), 'service', 'human'),
  l.created_on,
  l.external_id
from listed l
full join seen s on s.id = l.id
order by coalesce(l.id, s.id);

-- A category in another is named with it: many forums have a "General" in each.
insert into staged_communities (native_id, name, created_on, created_by_native_id, visibility, metadata_missing)
with listed as (
  select * from discourse_category qualify row_number() over (partition by id order by file, line) = 1
),
seen as (
  select distinct category_id as id from discourse_kept where category_id is not null
)
select
  coalesce(l.id, s.id),
  coalesce(nullif(concat_ws(' / ', parent.name, l.name), ''), 'Category ' || coalesce(l.id, s.id)),
  l.created_on,
  l.created_by,
  case l.private when true then 'private' when false then 'public' end,
  l.id is null
from listed l
full join seen s on s.id = l.id
left join listed parent on parent.id = l.parent_id
order by coalesce(l.id, s.id);
