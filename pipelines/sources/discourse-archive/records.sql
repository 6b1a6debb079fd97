insert into staged_records (file, line, outcome, rule)
select file, line, outcome, case outcome when 'rejected' then fault when 'ignored' then exclusion end
from discourse_post
order by file, line;

drop macro discourse_is_service;
drop table discourse_account;
drop table discourse_post;
drop table discourse_row;
