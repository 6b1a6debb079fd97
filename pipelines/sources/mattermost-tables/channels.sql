-- Why nothing of a channel is read, or null: one channel or another is only open when the table says so.
create or replace temp table channels_read as
select
  id, type, teamid,
  if(type in ('O', 'P'), coalesce(displayname, name, id), null) as name,
  mattermost_time(createat)::date as created_on,
  mattermost_time(deleteat)::date as archived_on,
  creatorid,
  case type when 'O' then null when 'P' then null when 'D' then 'direct_channel' when 'G' then 'group_channel'
    else 'unknown_channel_type' end as exclusion
from channels_file;

create or replace temp table closed_channels as
select id, any_value(exclusion) as exclusion from channels_read where id is not null group by id;

create or replace temp macro mattermost_is_open(channel) as
  coalesce(channel in (select id from closed_channels where exclusion is null), false);
