-- Variables: part, path, first_line, broken_lines. What each record is, once its line is known.
insert into engage_message
with judged as (
  select
    rowid as row_at, *,
    case
      when private then 'private_message'
      when message_type = 'system' then 'system_message'
      when draft then 'draft'
      else 'contribution'
    end as nature
  from engage_rows
)
select
  getvariable('part'), getvariable('path'), line_of(row_at), nature,
  case
    when nature <> 'contribution' then null
    when id is null then 'missing_id'
    when is_spoiled_id(id) or is_spoiled_id(sender) or is_spoiled_id(thread_id) or is_spoiled_id(group_id) then 'spoiled_id'
    when sender is null then 'missing_sender'
    when created is null then 'unknown_date'
    when not engage_in_range(created) then 'date_out_of_range'
  end as fault,
  case fault when 'unknown_date' then written_at when 'date_out_of_range' then created::date::varchar end,
  id, coalesce(thread_id, replied_to, id), replied_to, group_id, group_name, group_private, sender, sender_name,
  sender_email, by_service, created, modified, mentioned, asks
from judged;
