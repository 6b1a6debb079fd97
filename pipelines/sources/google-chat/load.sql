-- Variables: messages, members (paths). Then what becomes of each message.
create temp table chat_member as
select *
from read_json(getvariable('members'), format = 'newline_delimited', columns = {
  space: 'varchar', space_name: 'varchar', person: 'struct(id varchar, name varchar, email varchar, bot boolean)'});

create temp table chat_message as
with message as (
  select * exclude (moment), make_timestamp(epoch_us(try_cast(moment as timestamptz))) as occurred_at
  from read_json(getvariable('messages'), format = 'newline_delimited', columns = {
    file: 'varchar', line: 'bigint', problem: 'varchar', space: 'varchar', id: 'varchar', topic: 'varchar',
    moment: 'varchar', deleted: 'boolean', author: 'struct(id varchar, name varchar, email varchar, bot boolean)',
    mentions: 'varchar[]', unknown_mentions: 'bigint', reactions: 'struct(person varchar, emoji varchar)[]',
    asks: 'boolean'})
),
judged as (
  select
    *,
    case
      when problem is not null then problem
      when id is null then 'missing_id'
      when deleted then null
      when author is null then 'missing_author'
      when occurred_at is null then 'invalid_time'
    end as fault,
    if(deleted, 'deleted', null) as exclusion,
    space || '/' || coalesce(topic, id) as thread
  from message
),
counted as (
  select
    *,
    row_number() over (partition by fault, id order by deleted, file, line) as copy
  from judged
)
select
  * exclude (problem),
  -- The message that opened a topic bears its id; where none does, the first in time opened it.
  if(fault is null and copy = 1, first_value(id) over (
    partition by thread, fault is null and copy = 1
    order by split_part(id, '/', -1) = topic desc, occurred_at nulls last, file, line), null) as root_id
from counted;

create temp table chat_contribution as
select *, author.id as person, author.bot as by_service
from chat_message
where fault is null and exclusion is null and copy = 1;
