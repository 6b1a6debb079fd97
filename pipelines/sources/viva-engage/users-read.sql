-- Variables: part, path, first_line, broken_lines.
insert into engage_user
with judged as (
  select
    rowid as row_at, *,
    engage_moment(joined_at) as joined, engage_moment(deleted_at) as deleted, engage_moment(suspended_at) as suspended
  from engage_rows
)
select
  getvariable('part'), getvariable('path'), line_of(row_at),
  case
    when engage_text(id) is null then 'missing_id'
    when is_spoiled_id(id) then 'spoiled_id'
    when joined is null and engage_text(joined_at) is not null or deleted is null and engage_text(deleted_at) is not null
      or suspended is null and engage_text(suspended_at) is not null then 'unknown_date'
  end,
  engage_text(id), engage_text(name), lower(engage_text(email)),
  regexp_replace(engage_text(location), '\s+', ' ', 'g'), regexp_replace(engage_text(department), '\s+', ' ', 'g'),
  joined::date, coalesce(deleted, suspended), coalesce(lower(trim(state)) = 'soft_delete', false),
  greatest(joined, deleted, suspended), engage_text(guid)
from judged;
