-- The rewritten export as tables. Ids are text everywhere; a message's number says which came first.
create temp table zulip_row as
select * from read_json(getvariable('realm'), format = 'newline_delimited', columns = {
  what: 'varchar', file: 'varchar', line: 'bigint', id: 'varchar', origin: 'varchar', name: 'varchar', email: 'varchar',
  bot: 'boolean', guest: 'boolean', active: 'boolean', seconds: 'double', last_seconds: 'double', person: 'varchar', private: 'boolean',
  archived: 'boolean', stream: 'varchar', recipient: 'varchar', animator: 'boolean', message: 'varchar', emoji: 'varchar',
  options: 'struct("key" varchar, label varchar)[]', field: 'varchar', value: 'varchar', meaning: 'varchar', "by": 'varchar'});

create temp macro zulip_moment(seconds) as make_timestamp((seconds * 1000000)::bigint);

create temp table zulip_account as
select * from zulip_row
where what = 'person' and id is not null
qualify row_number() over (partition by id order by case origin when 'member' then 0 when 'dummy' then 1 else 2 end, line) = 1;

create temp macro zulip_is_bot(who) as coalesce(who in (select a.id from zulip_account a where a.bot), false);

create temp table zulip_audit as
select *, zulip_moment(seconds) as occurred_at from zulip_row where what = 'audit' and seconds is not null;

create temp table zulip_line as
select * from read_json(getvariable('messages'), format = 'newline_delimited', columns = {
  what: 'varchar', file: 'varchar', line: 'bigint', problem: 'varchar', skipped: 'varchar', id: 'varchar', sender: 'varchar',
  stream: 'varchar', thread: 'varchar', seconds: 'double', edited_seconds: 'double',
  mentions: 'struct(person varchar, sure boolean)[]', quoted_message: 'varchar', quoted_person: 'varchar', asks: 'boolean',
  message: 'varchar', person: 'varchar', mentioned: 'boolean'});

create temp table zulip_message as
with judged as (
  select
    *,
    case
      when skipped is not null then null
      when problem is not null then problem
      when id is null then 'missing_id'
      when sender is null then 'missing_sender'
      when seconds is null then 'invalid_time'
    end as fault
  from zulip_line
  where what = 'message'
),
counted as (
  -- Two exports packed together hold a message twice: the one edited last is the message.
  select *, row_number() over (
    partition by id, fault is null and skipped is null order by edited_seconds desc nulls last, file, line) as copy
  from judged
)
select
  file, line, id, sender, stream, thread, mentions, quoted_message, quoted_person, asks,
  zulip_moment(seconds) as occurred_at,
  coalesce(fault, skipped) as rule,
  case when fault is not null then 'rejected' when skipped is not null then 'ignored' when copy > 1 then 'duplicate' else 'used' end as outcome
from counted;
