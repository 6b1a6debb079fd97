-- Who belongs to which department: a line per person. Variables: file, disk, separator, header, person_at, department_at.
create or replace temp table label_lines as
select text
from read_csv(getvariable('disk'), columns = {'text': 'VARCHAR'}, delim = chr(1), quote = '', escape = '', header = false,
  auto_detect = false, strict_mode = false, max_line_size = 16000000, buffer_size = 16000000);

create or replace temp table labels_judged as
with data_lines as (
  select rowid + 1 as line, trim(text, chr(32) || chr(9) || chr(13)) as text
  from label_lines
  where regexp_matches(text, '^\s*[^#%\s]')
),
split as (
  -- Between blanks the first word is the person and all the rest is the department.
  select line, case when getvariable('separator') = ' ' then regexp_extract_all(text, '^\S+|\S.*$') else string_split(text, getvariable('separator')) end as fields
  from data_lines
  where not getvariable('header') or line > (select min(line) from data_lines)
),
named as (
  select
    line,
    nullif(trim(trim(fields[getvariable('person_at')], chr(32) || chr(9) || chr(13)), '"'), '') as person,
    nullif(trim(trim(fields[getvariable('department_at')], chr(32) || chr(9) || chr(13)), '"'), '') as department
  from split
)
select
  *,
  case when person is null then 'missing_person_id' when department is null then 'missing_department' end as fault,
  row_number() over (partition by person, department is null order by line) as occurrence
from named;

insert into staged_records (file, line, outcome, rule, detail)
select
  getvariable('file'), line,
  case when fault is not null then 'rejected' when occurrence > 1 then 'duplicate' else 'used' end, fault, null
from labels_judged;

insert into staged_people (native_id, department)
select person, department from labels_judged where fault is null and occurrence = 1 order by line;
