-- Variables: file, first_line, file_at, day_first, date_format, has_kind, otherwise. Table: kind_values.
create table if not exists mapped_judged (
  file varchar, file_at integer, row_at bigint, line bigint, outcome varchar, rule varchar, detail varchar, person varchar,
  community varchar, community_name varchar, role varchar, valid_from date, valid_to date
);

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, 'rejected', reason, null from broken_lines;

insert into mapped_judged
with plain as (
  select rowid as row_at, *, with_month_number(plain_date(valid_from)) as plain_first, with_month_number(plain_date(valid_to)) as plain_last
  from mapped_rows
),
told as (
  select
    r.*,
    stated_moment(r.plain_first, r.valid_from, getvariable('day_first'))::date as first_day,
    stated_moment(r.plain_last, r.valid_to, getvariable('day_first'))::date as last_day,
    case
      when not getvariable('has_kind') then 'member'
      else coalesce(v.kind, case when lower(r.kind) in ('animator', 'member') then lower(r.kind) end, nullif(getvariable('otherwise'), ''))
    end as role
  from plain r
  left join kind_values v on v.written = lower(coalesce(r.kind, ''))
),
judged as (
  select *,
    case
      when unreadable then 'not_json'
      when community is null then 'missing_community_id'
      when person is null then 'missing_person_id'
      when role is null then 'unknown_role'
      when valid_from is not null and first_day is null or valid_to is not null and last_day is null then 'unknown_date'
    end as fault,
    community is null and person is null and not unreadable as is_empty
  from told
)
select
  getvariable('file'), getvariable('file_at'), row_at, line_of(row_at),
  case when is_empty or (fault is null and role = 'ignore') then 'ignored' when fault is not null then 'rejected' else 'used' end,
  case when is_empty then 'empty_row' when fault is not null then fault when role = 'ignore' then 'left_out' end,
  case when fault = 'unknown_role' then left(kind, 60) end,
  person_key(person), community, community_name, role, first_day, last_day
from judged;
