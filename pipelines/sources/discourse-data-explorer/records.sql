-- Posts, mentions and likes are records; lists of people and categories are not.
insert into staged_records (file, line, outcome, rule)
select file, line, outcome, case outcome when 'rejected' then fault when 'ignored' then exclusion end from discourse_judged
union all
select
  file, line, outcome,
  case outcome
    when 'rejected' then fault
    when 'ignored' then coalesce(exclusion, if(post_read, 'mention_of_self_or_service', 'post_not_read'))
  end
from discourse_mention_judged
union all
select file, line, outcome, case outcome when 'rejected' then fault when 'ignored' then coalesce(exclusion, 'post_not_read') end
from discourse_like_judged
order by file, line;

drop macro discourse_is_service;
drop macro discourse_moment;
drop macro discourse_flag;
