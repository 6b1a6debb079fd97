-- Where the rows of a table file stand, when the CSV reader left out no line of it. Makes what lines.sql makes. Variable: first_line.
create or replace temp table broken_lines (line bigint, reason varchar, before bigint);

create or replace temp macro line_of(row_at) as row_at + getvariable('first_line');
