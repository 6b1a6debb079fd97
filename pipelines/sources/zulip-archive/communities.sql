-- A stream is known by its number: one that changed its name stands in two folders, of which the later one names it.
insert into staged_communities (native_id, name, metadata_missing)
with folder as (
  select t.stream, t.stream_name, max(m.occurred_at) as last_at
  from zulip_topic t
  left join zulip_message m on m.file = t.file and m.fault is null
  group by all
),
stream as (
  select stream, arg_max(stream_name, (coalesce(last_at, '1970-01-01'::timestamp), stream_name)) as name
  from folder
  group by stream
),
listed as (
  select id, min(name) as name
  from read_json(getvariable('streams'), format = 'newline_delimited', columns = {id: 'varchar', name: 'varchar'})
  group by id
)
select s.stream, coalesce(l.name, s.name), getvariable('indexed') and l.id is null
from stream s
left join listed l on l.id = s.stream
order by s.stream;
