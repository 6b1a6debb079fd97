-- Messages, reactions and lines of the audit log are records; lists of people, streams and subscriptions are not.
insert into staged_records (file, line, outcome, rule)
select file, line, outcome, rule from zulip_message
union all
select file, line, outcome, case outcome when 'ignored' then 'message_not_read' when 'rejected' then 'missing_id' end
from zulip_reaction
union all
select
  file, line,
  case
    when id is null or seconds is null or person is null and stream is null
      or meaning in ('join', 'leave') and (person is null or stream is null) then 'rejected'
    when row_number() over (partition by id order by line) > 1 then 'duplicate'
    else 'used'
  end as outcome,
  if(outcome = 'rejected', if(seconds is null, 'invalid_time', 'missing_id'), null)
from zulip_row
where what = 'audit'
union all
select file, line, 'rejected', 'invalid_json' from zulip_row where what = 'broken'
order by file, line;

drop macro zulip_is_bot;
drop macro zulip_moment;
drop table zulip_reaction;
drop table zulip_message;
drop table zulip_line;
drop table zulip_audit;
drop table zulip_account;
drop table zulip_row;
