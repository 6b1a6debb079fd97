-- Messages into slack_message. Variables, of which one may name an empty file:
-- `lists`: day files as they are, one a line, for the engine to take the facts from;
-- `facts`: the facts already taken from messages, one message a line.
--
-- In the lists, whatever could be of another type than its text shows makes the message odd, and its whole file is then read
-- with care instead: an object, number or true in the place of an id or name, a time that Slack does not write.
insert into slack_message
with element as (
  select json[1].vigie_file::integer as file, unnest(json) as m, unnest(range(len(json))) as line
  from read_json(getvariable('lists'), format = 'newline_delimited', records = 'false',
    maximum_object_size = 8388608, columns = {json: 'struct(
      vigie_file varchar,
      "type" varchar, subtype varchar, ts varchar, thread_ts varchar, edited struct(ts varchar),
      "user" varchar, "comment" struct("user" varchar), bot_id varchar, parent_user_id varchar, reply_count varchar,
      "text" varchar, reactions struct("name" varchar, users varchar[])[],
      user_profile struct(real_name varchar, display_name varchar, "name" varchar, is_restricted json,
        is_ultra_restricted json, team varchar),
      team varchar, user_team varchar, source_team varchar)[]'})
),
message as (
  select
    file, line, m.ts, m.thread_ts, m.edited.ts as edited_ts, m."type" as type, m.subtype, m."text" as words, m.reply_count,
    m.reactions, m.user_profile as profile,
    nullif(m."user", '') as author,
    nullif(m."comment"."user", '') as commenter,
    nullif(m.bot_id, '') as bot,
    nullif(m.parent_user_id, '') as parent_author,
    nullif(m.user_profile.real_name, '') as real_name,
    nullif(m.user_profile.display_name, '') as display_name,
    nullif(m.user_profile."name", '') as handle,
    nullif(m.user_team, '') as user_team,
    nullif(m.source_team, '') as source_team,
    nullif(m.user_profile.team, '') as profile_team,
    nullif(m.team, '') as team
  from element
  where line > 0
),
fact as (
  select
    file, line, null::varchar as problem, ts, thread_ts, edited_ts, true as is_message, subtype,
    coalesce(author, commenter) as author, bot, parent_author, try_cast(reply_count as bigint) as reply_count,
    case when contains(words, '<@')
      then list_distinct(regexp_extract_all(words, '<@([UW][A-Z0-9]+)(?:\|[^>]*)?>', 1)) end as mentioned,
    slack_asks(words) as asks,
    case when len(reactions) > 0
      then list_distinct(flatten([[{emoji: split_part(r."name", '::', 1), person: p} for p in r.users] for r in reactions]))
    end as reactions,
    coalesce(real_name, display_name, handle) as author_name,
    case when profile is not null then profile.is_restricted = 'true' or profile.is_ultra_restricted = 'true' end
      as author_is_guest,
    coalesce(user_team, source_team, profile_team, team) as author_team,
    not coalesce(
      slack_is_time(ts)
      and (thread_ts is null or slack_is_time(thread_ts))
      and (edited_ts is null or slack_is_time(edited_ts))
      and (type is null or type = 'message')
      and (subtype is null or regexp_full_match(subtype, '[a-z_]{1,40}') and subtype not in ('true', 'false'))
      and slack_is_id(author) and slack_is_id(commenter) and slack_is_id(bot) and slack_is_id(parent_author)
      and (reply_count is null or regexp_full_match(reply_count, '[0-9]{1,9}'))
      and slack_is_word(real_name) and slack_is_word(display_name) and slack_is_word(handle)
      and slack_is_id(user_team) and slack_is_id(source_team) and slack_is_id(profile_team) and slack_is_id(team)
      and case when starts_with(words, '{') or starts_with(words, '[') then not json_valid(words) else true end
      and case when len(reactions) > 0 then len([r for r in reactions if not coalesce(
        slack_is_emoji(r."name") and (len(r.users) = 0
          or list_min(r.users) >= 'A' and list_max(r.users) < '[' and list_count(r.users) = len(r.users)), false)]) = 0
        else true end,
      false) as odd
  from message
  union all
  select
    f.number, line, problem, ts, thread_ts, edited_ts, is_message, subtype, author, bot, parent_author, reply_count,
    mentioned, asks, reactions, author_name, author_is_guest, author_team, false
  from read_json(getvariable('facts'), format = 'newline_delimited', columns = {
    file: 'varchar', line: 'bigint', problem: 'varchar', ts: 'varchar', thread_ts: 'varchar', edited_ts: 'varchar',
    is_message: 'boolean', subtype: 'varchar', author: 'varchar', bot: 'varchar', parent_author: 'varchar',
    reply_count: 'bigint', mentioned: 'varchar[]', asks: 'boolean', reactions: 'struct(emoji varchar, person varchar)[]',
    author_name: 'varchar', author_is_guest: 'boolean', author_team: 'varchar'})
  join slack_file f on f.path = file
),
described as (
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
  from fact
)
select
  d.file, line, problem, ts, thread_ts, edited_ts,
  case when not odd
    then make_timestamp(split_part(ts, '.', 1)::bigint * 1000000 + split_part(ts, '.', 2)::bigint) end as occurred_at,
  subtype, nature, author, bot, speaker, bot is not null or slack_is_bot(speaker) as by_service,
  parent_author, reply_count, mentioned, asks, reactions, author_name, author_is_guest, author_team, channel,
  -- Of several copies of a message, all but one are called duplicates later.
  case
    when problem is not null or ts is null then 'rejected'
    when nature = 'not_a_message' then 'ignored'
    when len(reactions) > 0 and speaker is not null then 'used'
    when nature = 'furniture' then 'ignored'
    when speaker is not null then 'used'
    when subtype = 'bot_message' then 'ignored'
    else 'rejected'
  end as outcome,
  odd
from described d
join slack_file f on f.number = d.file;
