-- Variables: file, first_line, file_at, day_first, date_format, zone.
create table if not exists mapped_judged (
  file varchar, file_at integer, row_at bigint, line bigint, fault varchar, is_empty boolean, person varchar, name varchar,
  email varchar, department varchar, division varchar, site varchar, level varchar, manager varchar, joined_on date,
  left_on date, employee_id varchar, sso_subject varchar
);

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, 'rejected', reason, null from broken_lines;

insert into mapped_judged
with plain as (
  select rowid as row_at, *, with_month_number(plain_date(joined_on)) as plain_first, with_month_number(plain_date(left_on)) as plain_last
  from mapped_rows
),
dated as (
  select
    *,
    stated_moment(plain_first, joined_on, getvariable('day_first'))::date as first_day,
    stated_moment(plain_last, left_on, getvariable('day_first'))::date as last_day
  from plain
)
select
  getvariable('file'), getvariable('file_at'), row_at, line_of(row_at),
  case
    when unreadable then 'not_json'
    when coalesce(person_id, email) is null then 'missing_person_id'
    when is_spoiled_id(person_id) then 'spoiled_id'
    when joined_on is not null and first_day is null or left_on is not null and last_day is null then 'unknown_date'
  end,
  person_id is null and email is null and display_name is null and last_name is null and department is null and not unreadable,
  person_key(coalesce(person_id, email)), coalesce(display_name, nullif(concat_ws(' ', first_name, last_name), '')),
  coalesce(address_of(email), address_of(person_id)), department, division, site, level, person_key(manager), first_day,
  last_day, employee_id, sso_subject
from dated;
