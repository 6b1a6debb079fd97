-- One row per line that is neither blank, comment nor header. Variables: disk, separator (a blank: any run of blanks and
-- tabs), header, and the 1-based positions of the columns, 0 where there is none.
create or replace temp table edge_lines as
select text
from read_csv(getvariable('disk'), columns = {'text': 'VARCHAR'}, delim = chr(1), quote = '', escape = '', header = false,
  auto_detect = false, strict_mode = false, max_line_size = 16000000, buffer_size = 16000000);

create or replace temp macro fields_of(text, separator) as list_transform(
  case when separator = ' ' then regexp_split_to_array(trim(text, chr(32) || chr(9) || chr(13)), '[ \t]+') else string_split(text, separator) end,
  lambda field: trim(trim(field, chr(32) || chr(9) || chr(13)), '"')
);

-- Between semicolons the decimal mark may be a comma.
create or replace temp macro number_of(written) as
  try_cast(if(getvariable('separator') = ';', replace(written, ',', '.'), written) as double);

create or replace temp table edges_read as
with data_lines as (
  select rowid + 1 as line, text
  from edge_lines
  where regexp_matches(text, '^\s*[^#%\s]')
),
split as (
  select line, fields_of(text, getvariable('separator')) as fields
  from data_lines
  where not getvariable('header') or line > (select min(line) from data_lines)
),
named as (
  select
    line,
    nullif(fields[getvariable('from_at')], '') as actor,
    nullif(fields[getvariable('to_at')], '') as target,
    nullif(fields[getvariable('time_at')], '') as written_time,
    nullif(fields[getvariable('weight_at')], '') as written_weight,
    nullif(fields[getvariable('third_at')], '') as written_third
  from split
)
select
  *,
  number_of(written_time) as time,
  number_of(written_weight) as weight,
  number_of(written_third) as third,
  case
    when actor is null or target is null then 'too_few_columns'
    when written_weight is not null and weight is null or written_third is not null and third is null then 'not_a_number'
    when not (isfinite(coalesce(time, 0)) and isfinite(coalesce(weight, 0)) and isfinite(coalesce(third, 0))) then 'not_a_number'
  end as fault
from named;
