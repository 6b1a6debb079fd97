-- Variables: file, has_archetype, has_post_type.
insert into staged_records (file, line, outcome, rule)
select getvariable('file'), line, 'rejected', reason from broken_lines;

insert into discourse_post
with typed as (
  select
    line_of(rowid) as line, unreadable,
    try_cast(id as bigint) as post_id, try_cast(topic_id as bigint) as topic, try_cast(post_number as bigint) as number,
    try_cast(reply_to_post_number as bigint) as reply_to, try_cast(user_id as bigint) as author,
    try_cast(category_id as bigint) as category, discourse_moment(created_at) as occurred_at,
    try_cast(is_question as boolean) as asks, try_cast(post_type as integer) as type, deleted_at, archetype
  from discourse_rows
)
select
  getvariable('file'), line, post_id, topic, number, reply_to, author, category, occurred_at, asks,
  case
    when unreadable then 'not_a_row'
    when post_id is null or topic is null or number is null then 'missing_id'
    when occurred_at is null then 'invalid_time'
  end,
  case
    when archetype = 'private_message' or not getvariable('has_archetype') and category is null then 'private_message'
    when deleted_at is not null then 'deleted'
    when type = 2 then 'moderator_action'
    when type = 3 then 'small_action'
    when type = 4 then 'whisper'
    when getvariable('has_post_type') and type is distinct from 1 then 'unknown_post_type'
    when author is null then 'deleted_author'
  end
from typed;
