insert into staged_records (file, line, outcome, rule)
select file, line, outcome, fault
from zulip_message
order by file, line;

drop macro zulip_is_bot;
drop table zulip_person;
drop table zulip_message;
drop table zulip_topic;
