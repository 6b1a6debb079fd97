-- Activities, comments and lines of lists of likes are records; lists of people, spaces and members are not.
insert into staged_records (file, line, outcome, rule)
select file, line, outcome, if(outcome in ('rejected', 'ignored'), rule, null) from exo_message
union all
select file, line, outcome, case outcome when 'rejected' then 'missing_id' when 'ignored' then 'message_not_read' end from exo_like
union all
select file, line, 'rejected', problem from exo_row where what = 'broken'
order by file, line;

drop macro exo_moment;
