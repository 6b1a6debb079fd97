-- Topics, descriptions, announcements and the last message are not asked for, nor names of closed conversations kept.
-- Variables: file, disk, layout.
create or replace temp table rocketchat_read as
select
  getvariable('file') as file,
  rocketchat_id(_id) as id,
  t as type,
  if(t in ('c', 'p'), coalesce(nullif(trim(fname), ''), nullif(trim(name), '')), null) as name,
  if(t in ('c', 'p'), rocketchat_time(ts)::date, null) as created_on,
  if(t in ('c', 'p'), rocketchat_id(json_extract(u, '$._id')), null) as owner,
  rocketchat_is_true(archived) as archived,
  rocketchat_id(prid) as parent
from read_json(getvariable('disk'), format = getvariable('layout'), ignore_errors = true, maximum_object_size = 32000000,
  columns = {_id: 'json', t: 'varchar', fname: 'varchar', name: 'varchar', ts: 'json', u: 'json', archived: 'json',
    prid: 'json'});
