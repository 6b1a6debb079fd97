-- Of a post in a channel that is not read, nothing but its place is kept. Variable: has_message (there is a text to look at).
create or replace temp table posts_read as
with post as (
  select *, mattermost_is_open(channelid) and coalesce(originalid, '') = '' as wanted from posts_file
)
select
  id, channelid, createat,
  if(wanted, userid, null) as userid,
  if(wanted, mattermost_time(createat), null) as occurred_at,
  if(wanted, rootid, null) as rootid,
  coalesce(originalid, '') <> '' as earlier_version,
  mattermost_time(deleteat) is not null as deleted,
  coalesce(type, '') as kind,
  if(wanted, coalesce(string_split(lower(mentions), ' '), mattermost_marks(message), []::varchar[]), []::varchar[]) as marks,
  if(wanted, coalesce(try_cast(asks as boolean), mattermost_asks(message), if(getvariable('has_message'), false, null)), null) as asks,
  wanted and (mattermost_is_true(automatic) or coalesce(
    if(json_valid(props), json_extract_string(props, ['$.from_webhook', '$.from_bot']), []::varchar[]), []::varchar[])
    && ['true']) as automatic,
  wanted
from post;
