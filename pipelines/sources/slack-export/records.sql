-- What became of each message of the day files; the lists of people and channels are not records. Of most files all messages
-- are used, and are told in one row.
create temp table slack_file_used as
select file, count(*) as messages from slack_message group by file having bool_and(outcome = 'used');

insert into staged_records (file, line, outcome, rule, records)
select path, 1, 'used', null, messages
from slack_file_used u
join slack_file f on f.number = u.file
union all
select
  path,
  line,
  outcome,
  case
    when outcome = 'rejected' then coalesce(problem, if(ts is null, 'invalid_ts', 'missing_author'))
    when outcome = 'ignored' and nature = 'not_a_message' then nature
    when outcome = 'ignored' then subtype
  end,
  1
from slack_message m
join slack_file f on f.number = m.file
where m.file not in (select file from slack_file_used)
order by all;

drop table slack_file_used;
drop view slack_reaction;
drop view slack_mention;
drop table slack_conversation;
drop view slack_message_row;
drop table slack_message;
drop table slack_file;
drop macro slack_is_bot;
drop table slack_channel;
drop table slack_folder;
drop table slack_listed;
drop table slack_user;
