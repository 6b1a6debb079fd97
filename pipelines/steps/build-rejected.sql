-- The rows that were refused, by import.

insert into rejected_rows
select import_id, file, line, reason, detail from all_rejected order by import_id, file, line nulls last;
