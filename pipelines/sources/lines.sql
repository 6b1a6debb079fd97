-- Where the rows of a table file stand. Variables: first_line, broken_lines (the CSV reader's table of lines left out).
-- A kept row's number counts kept rows only; each broken line before it pushes it one further down.
create or replace temp table broken_lines as
select line, reason, row_number() over (order by line) - 1 as before
from (
  select
    line,
    case any_value(if(csv_line = '""line_too_long', 'LINE SIZE OVER MAXIMUM', error_type))
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

create or replace temp table lines_pushed_down as
select line - getvariable('first_line') - before as from_row, max(before) + 1 as by_lines
from broken_lines
group by all;

-- The nearest push at or before the row: counting those before each row would take rows times broken lines.
create or replace temp macro line_of(row_at) as
  row_at + getvariable('first_line') + coalesce((
    select p.by_lines from (select row_at as this_row) asof left join lines_pushed_down p on this_row >= p.from_row), 0);
