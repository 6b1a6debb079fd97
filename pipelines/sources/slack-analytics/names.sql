-- Channels and how they are called; topic and description stay behind. Variables: file, disk.
create or replace temp table named_lines as
select line, readable, if(readable, record ->> '$.channel_id', null) as channel_id, if(readable, record ->> '$.name', null) as name
from json_lines(getvariable('disk'))
where record is not null;

insert into channel_names select channel_id, name from named_lines where channel_id is not null and name is not null;

insert into staged_records (file, line, outcome, rule)
select
  getvariable('file'), line,
  case when not readable then 'rejected' when channel_id is null or name is null then 'rejected' else 'used' end,
  case when not readable then 'not_json' when channel_id is null then 'missing_community_id' when name is null then 'missing_name' end
from named_lines;
