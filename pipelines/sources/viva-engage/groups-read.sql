-- Variables: part, path, first_line, broken_lines. `creator` is an id, or a link that ends in it.
insert into engage_group
with judged as (
  select rowid as row_at, *, engage_moment(created_at) as created, engage_moment(updated_at) as updated from engage_rows
)
select
  getvariable('part'), getvariable('path'), line_of(row_at),
  case
    when engage_text(id) is null then 'missing_id'
    when is_spoiled_id(id) then 'spoiled_id'
    when created is null and engage_text(created_at) is not null
      or updated is null and engage_text(updated_at) is not null then 'unknown_date'
  end,
  engage_text(id), engage_text(name), case when engage_text(private) is not null then engage_true(private) end,
  engage_true(deleted),
  created::date, updated, nullif(regexp_extract(creator, '(\d+)/?\s*$', 1), '')
from judged;
