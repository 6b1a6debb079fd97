-- Where the rows of a table file stand. Variables: first_line, broken_lines (the CSV reader's table of lines left out).
-- A kept row's number counts kept rows only; each broken line before it pushes it one further down.
create table if not exists no_broken_lines (line bigint, error_type varchar);

create or replace temp table broken_lines as
select line, reason, row_number() over (order by line) - 1 as before
from (
  select
    line,
    case any_value(error_type)
      when 'MISSING COLUMNS' then 'too_few_columns'
      when 'TOO MANY COLUMNS' then 'too_many_columns'
      when 'UNQUOTED VALUE' then 'broken_quotes'
      when 'INVALID ENCODING' then 'wrong_encoding'
      when 'LINE SIZE OVER MAXIMUM' then 'line_too_long'
      else 'not_csv'
    end as reason
  from query_table(getvariable('broken_lines'))
  group by line
);

create or replace temp macro line_of(row_at) as
  row_at + getvariable('first_line')
  + (select count(*) from broken_lines b where b.line - getvariable('first_line') - b.before <= row_at);
