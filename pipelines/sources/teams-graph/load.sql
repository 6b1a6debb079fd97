-- Variables: messages, teams, channels (paths). Then what becomes of each message.
create temp table teams_team as
select id, any_value(name) as name, any_value(visibility) as visibility
from read_json(getvariable('teams'), format = 'newline_delimited',
  columns = {id: 'varchar', name: 'varchar', visibility: 'varchar'})
where id is not null
group by id;

create temp table teams_channel as
select *, try_cast(created_at as timestamptz)::date as created_on
from read_json(getvariable('channels'), format = 'newline_delimited', columns = {
  id: 'varchar', name: 'varchar', team: 'varchar', membership: 'varchar', created_at: 'varchar', archived: 'boolean'})
where id is not null
qualify row_number() over (partition by id order by team nulls last, name) = 1;

create or replace temp macro teams_moment(written) as make_timestamp(epoch_us(try_cast(written as timestamptz)));

create temp table teams_message as
with message as (
  select * exclude (created_at, modified_at), teams_moment(created_at) as occurred_at, teams_moment(modified_at) as modified_at
  from read_json(getvariable('messages'), format = 'newline_delimited', columns = {
    file: 'varchar', line: 'bigint', problem: 'varchar', exclusion: 'varchar', id: 'varchar', team: 'varchar',
    channel: 'varchar', reply_to: 'varchar', created_at: 'varchar', modified_at: 'varchar', deleted: 'boolean',
    author: 'varchar', author_name: 'varchar', author_type: 'varchar', app: 'varchar', app_name: 'varchar',
    mentions: 'struct(id varchar, name varchar)[]', asks: 'boolean',
    reactions: 'struct(person varchar, name varchar, emoji varchar, reacted_at varchar)[]'})
),
judged as (
  select
    *,
    coalesce(author, app) as speaker,
    app is not null as by_service,
    case
      when problem is not null then problem
      when exclusion is not null then null
      when id is null then 'missing_id'
      when channel is null then 'missing_channel'
      when occurred_at is null then 'invalid_time'
      when author is null and app is null and not deleted then 'missing_author'
    end as fault
  from message
)
select
  * exclude (problem, exclusion),
  -- Ids are unique within a channel only.
  channel || '/' || id as message_id,
  channel || '/' || reply_to as root_id,
  coalesce(exclusion, if(deleted, 'deleted', null)) as exclusion,
  -- Pages overlap when messages arrive while they are fetched: the last correction is the message.
  row_number() over (partition by fault, exclusion, channel, id order by modified_at desc nulls last, file, line) as copy
from judged;

create temp table teams_contribution as
select * from teams_message where fault is null and exclusion is null and copy = 1;
