-- The file of a dump says itself which channel it is of.
update slack_file f
set channel = c.channel, folder = coalesce(c.name, l.name, f.folder), names_itself = true
from slack_conversation c
left join slack_channel l on l.id = c.channel
where c.file = f.number and c.channel is not null;

-- What the reader took from the day files (slack_message_row) into slack_message, with what each message is.
-- Messages meet the files, not the reverse: left to itself, the planner may hash a million messages to look up each file.
set disabled_optimizers = 'join_order,build_side_probe_side';
-- A message is known by its file and line, wherever its row stands.
set preserve_insertion_order = false;

insert into slack_message
with described as (
  select
    *,
    case
      when not is_message then 'not_a_message'
      when subtype is null or subtype in ('file_share', 'me_message', 'thread_broadcast', 'bot_message') then 'contribution'
      when subtype in ('channel_join', 'group_join') then 'join'
      when subtype in ('channel_leave', 'group_leave') then 'leave'
      else 'furniture'
    end as nature,
    coalesce(author, bot) as speaker
  from slack_message_row
)
select
  d.file, line, problem, ts, thread_ts, edited_ts,
  -- Six decimals, always: without the point it is a number of microseconds.
  make_timestamp(replace(ts, '.', '')::bigint) as occurred_at,
  subtype, nature, author, bot, speaker, bot is not null or slack_is_bot(speaker) as by_service,
  parent_author, reply_count, asks, reactions, author_name, author_is_guest, author_team, channel,
  -- Of several copies of a message, all but one are called duplicates later.
  case
    when problem is not null or ts is null then 'rejected'
    when nature = 'not_a_message' then 'ignored'
    when reactions > 0 and speaker is not null then 'used'
    when nature = 'furniture' then 'ignored'
    when speaker is not null then 'used'
    when subtype = 'bot_message' then 'ignored'
    else 'rejected'
  end as outcome
from described d
join slack_file f on f.number = d.file;

reset preserve_insertion_order;
reset disabled_optimizers;
