-- Variables: file.
insert into discourse_category
select
  getvariable('file'), line_of(rowid), try_cast(id as bigint), nullif(trim(name), ''), try_cast(parent_category_id as bigint),
  try_cast(read_restricted as boolean), discourse_moment(created_at)::date, try_cast(user_id as bigint)
from discourse_rows
where try_cast(id as bigint) is not null;
