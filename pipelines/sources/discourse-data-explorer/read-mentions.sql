-- A table of all user actions holds likes, answers and quotations as well. Variables: file, has_action_type.
insert into staged_records (file, line, outcome, rule)
select getvariable('file'), line, 'rejected', reason from broken_lines;

insert into discourse_mention
select
  getvariable('file'), line_of(rowid), try_cast(post_id as bigint), try_cast(actor_id as bigint), try_cast(user_id as bigint),
  case
    when unreadable then 'not_a_row'
    when try_cast(post_id as bigint) is null or try_cast(actor_id as bigint) is null or try_cast(user_id as bigint) is null
      then 'missing_id'
  end,
  if(getvariable('has_action_type') and try_cast(action_type as integer) is distinct from 7, 'other_action', null)
from discourse_rows;
