-- Of who belongs to a conversation that is not read, nothing but the place is kept. Variables: file, disk, layout.
create or replace temp table rocketchat_read as
with subscription as (
  select *, rocketchat_is_open(rid) as wanted
  from read_json(getvariable('disk'), format = getvariable('layout'), ignore_errors = true, maximum_object_size = 32000000,
    columns = {rid: 'varchar', u: 'json', ts: 'json', roles: 'json'})
)
select
  getvariable('file') as file,
  nullif(trim(rid), '') as room,
  if(wanted, rocketchat_id(json_extract(u, '$._id')), null) as person,
  wanted and coalesce(json_extract_string(roles, '$[*]') && ['owner', 'moderator', 'leader'], false) as animator,
  if(wanted, rocketchat_time(ts)::date, null) as joined_on
from subscription;
