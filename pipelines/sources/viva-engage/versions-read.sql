-- Variables: path, first_line. What a message said before it was edited is no message.
insert into staged_records (file, line, outcome, rule, records)
select getvariable('path'), getvariable('first_line'), 'ignored', 'earlier_version', count(*) from engage_rows having count(*) > 0;
