-- One row per message of the day files; the lists of people and channels are not records.
insert into staged_records (file, line, outcome, rule)
select
  path,
  line,
  outcome,
  case
    when outcome = 'rejected' then coalesce(problem, if(ts is null, 'invalid_ts', 'missing_author'))
    when outcome = 'ignored' and nature = 'not_a_message' then nature
    when outcome = 'ignored' then subtype
  end
from slack_message
join slack_file f on f.number = slack_message.file
order by path, line;

drop table slack_message;
drop table slack_file;
drop macro slack_asks;
drop macro slack_is_time;
drop macro slack_is_emoji;
drop macro slack_is_word;
drop macro slack_is_id;
drop macro slack_is_bot;
drop table slack_channel;
drop table slack_folder;
drop table slack_listed;
drop table slack_user;
