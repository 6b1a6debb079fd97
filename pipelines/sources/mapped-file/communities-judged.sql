-- Variables: file, first_line, file_at, day_first, date_format.
create table if not exists mapped_judged (
  file varchar, file_at integer, row_at bigint, line bigint, fault varchar, is_empty boolean, community varchar, name varchar,
  created_on date, created_by varchar, archived_on date
);

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, 'rejected', reason, null from broken_lines;

insert into mapped_judged
with plain as (
  select rowid as row_at, *, with_month_number(plain_date(created_on)) as plain_first, with_month_number(plain_date(archived_on)) as plain_last
  from mapped_rows
)
select
  getvariable('file'), getvariable('file_at'), row_at, line_of(row_at),
  case when unreadable then 'not_json' when community is null then 'missing_community_id' end,
  community is null and name is null and not unreadable,
  community, coalesce(name, community),
  stated_moment(plain_first, created_on, getvariable('day_first'))::date,
  person_key(created_by),
  stated_moment(plain_last, archived_on, getvariable('day_first'))::date
from plain;
