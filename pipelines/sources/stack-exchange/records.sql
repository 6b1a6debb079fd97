-- Rows that follow one another and met the same fate are one line of account: votes come in millions.
insert into staged_records (file, line, outcome, rule, records)
with fate as (
  select file, line, outcome, rule from se_user
  union all
  select file, line, outcome, rule from se_post
  union all
  select file, line, outcome, rule from se_comment
  union all
  select file, line, outcome, rule from se_vote
),
run as (
  select *, line - row_number() over (partition by file, outcome, rule order by line) as run from fate
)
select file, min(line), outcome, rule, count(*)
from run
group by file, outcome, rule, run
order by file, min(line);

drop macro se_time;
drop macro se_is_service;
drop table se_vote;
drop table se_comment;
drop table se_known_post;
drop table se_post;
drop table se_user;
