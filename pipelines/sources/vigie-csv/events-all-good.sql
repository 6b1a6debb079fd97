-- Nothing to refuse and no id twice, as in most files: the table read becomes the staged one without a copy.
-- Variables: file, first_line.
insert into staged_records (file, line, outcome, records)
select getvariable('file'), getvariable('first_line'), 'used', count(*) from events_read;

drop table staged_events;
alter table events_read rename to staged_events;
