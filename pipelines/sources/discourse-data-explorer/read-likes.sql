-- Variables: file, has_action_type.
insert into staged_records (file, line, outcome, rule)
select getvariable('file'), line, 'rejected', reason from broken_lines;

insert into discourse_like
select
  getvariable('file'), line_of(rowid), try_cast(post_id as bigint), try_cast(user_id as bigint), discourse_moment(created_at),
  case
    when unreadable then 'not_a_row'
    when try_cast(post_id as bigint) is null or try_cast(user_id as bigint) is null then 'missing_id'
    when discourse_moment(created_at) is null then 'invalid_time'
  end,
  case
    when getvariable('has_action_type') and try_cast(post_action_type_id as integer) is distinct from 2 then 'other_action'
    when deleted_at is not null then 'withdrawn'
  end
from discourse_rows;
