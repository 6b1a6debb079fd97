-- Variables: part, path, first_line, broken_lines, liker (whose export it is, '' when a column says so or nobody knows).
insert into engage_like
with dated as (
  select rowid as row_at, *, engage_moment(liked_at) as liked, engage_moment(message_created_at) as message_at from engage_rows
)
select
  getvariable('part'), getvariable('path'), line_of(row_at),
  case
    when engage_true(in_private_conversation) then 'private_message'
    when engage_text(message_id) is null then 'missing_id'
    when coalesce(engage_text(user_id), nullif(getvariable('liker'), '')) is null then 'unknown_liker'
    when engage_text(liked_at) is not null and liked is null then 'unknown_date'
    when liked is not null and not engage_in_range(liked) then 'date_out_of_range'
    else 'reaction'
  end,
  engage_text(message_id), coalesce(engage_text(user_id), nullif(getvariable('liker'), '')), engage_text(sender_id),
  case when regexp_full_match(lower(trim(reaction)), '[a-z][a-z_ -]{0,29}') then lower(trim(reaction)) else 'like' end,
  liked, message_at
from dated;
