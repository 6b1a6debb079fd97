-- Contents, comments, likes and mentions are records; lists of spaces, people and members are not.
insert into staged_records (file, line, outcome, rule)
select file, line, outcome, case outcome when 'rejected' then fault when 'ignored' then exclusion end from humhub_made
union all
select file, line, outcome, case outcome when 'rejected' then fault when 'ignored' then 'object_not_read' end
from humhub_like_judged
union all
select
  file, line, outcome,
  case outcome when 'rejected' then fault when 'ignored' then if(key is null, 'object_not_read', 'mention_of_self') end
from humhub_mention_judged
order by file, line;

drop macro humhub_moment;
drop macro humhub_class;
