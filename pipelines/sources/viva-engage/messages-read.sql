-- The body is looked at here, while the file is read, and nowhere else. Of a private conversation only
-- the id is taken, so that a reaction to it can be left out; of a deleted message nothing that it said. Where a row does not
-- say whether it is private, one with participants and without a community is.
create or replace temp table engage_rows as
select
  case
    when engage_text(in_private_conversation) is not null then engage_true(in_private_conversation)
    else engage_text(group_id) is null and engage_text(participants) is not null
  end as private,
  engage_text(id) as id,
  case when not private then engage_text(thread_id) end as thread_id,
  case when not private then engage_text(replied_to_id) end as replied_to,
  case when not private then engage_text(group_id) end as group_id,
  case when not private then engage_text(group_name) end as group_name,
  case when not private and engage_text(in_private_group) is not null then engage_true(in_private_group) end as group_private,
  case when not private then engage_text(sender_id) end as sender,
  case when not private then engage_text(sender_name) end as sender_name,
  case when not private then lower(engage_text(sender_email)) end as sender_email,
  coalesce(lower(trim(sender_type)) not in ('user', ''), false) as by_service,
  lower(trim(message_type)) as message_type,
  engage_true(draft) or coalesce(lower(trim(draft)) = 'draft', false) as draft,
  case when not private then left(created_at, 60) end as written_at,
  created,
  engage_text(deleted_at) is not null as deleted,
  greatest(created, engage_moment(deleted_at), engage_moment(updated_at)) as modified,
  case when not private and not deleted
    then list_distinct(regexp_extract_all(body, '\[\[user:\s*(\d+)\s*\]\]', 1)) end as mentioned,
  case when not private and not deleted then
    message_type is not distinct from 'question'
    or regexp_matches(regexp_replace(body, '(https?|ftp)://\S+', ' ', 'gi'), '[?？؟]') end as asks
from (select *, engage_moment(created_at) as created from engage_file);
