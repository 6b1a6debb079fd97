-- One row per archived message, of which the first copy is the message and the others are duplicates.

create temp table zulip_topic as
select * from read_json(getvariable('topics'), format = 'newline_delimited', columns = {
  file: 'varchar', stream: 'varchar', stream_name: 'varchar', topic: 'varchar'});

create temp table zulip_message as
with message as (
  select m.*, t.stream, t.topic
  from read_json(getvariable('messages'), format = 'newline_delimited', columns = {
    file: 'varchar', line: 'bigint', problem: 'varchar', id: 'bigint', sender: 'varchar', sent: 'double',
    mentions: 'struct(person bigint, name varchar)[]', named: 'struct(person bigint, name varchar)[]',
    quoted_message: 'bigint', quoted_person: 'bigint', asks: 'boolean'}) m
  join zulip_topic t using (file)
),
-- A topic moved or renamed leaves its old file behind: the copy in the file that went on living counts.
living as (
  select file, max(id) as newest from message group by file
),
judged as (
  select
    m.*,
    coalesce(problem, case when id is null then 'missing_id' when sender is null then 'missing_sender'
      when sent is null then 'invalid_time' end) as fault,
    newest
  from message m
  join living using (file)
),
counted as (
  select *, row_number() over (partition by id, fault is null order by newest desc, file, line) as copy
  from judged
)
select
  * exclude (newest, problem, sent),
  stream || '/' || topic as thread,
  make_timestamp((sent * 1000000)::bigint) as occurred_at,
  case when fault is not null then 'rejected' when copy > 1 then 'duplicate' else 'used' end as outcome
from counted;
