-- Channels of the lists, then folders that no list names. A folder without an entry is archived only when its last
-- message says so; a listed channel is archived when the list says so, on the day of its last message.
insert into staged_communities (native_id, name, created_on, created_by_native_id, archived_on, visibility, metadata_missing)
with seen as (
  select m.channel, min(folder) as folder, max(occurred_at)::date as last_day, arg_max(subtype, occurred_at) as last_subtype
  from slack_message m
  join slack_file f on f.number = m.file
  where ts is not null
  group by m.channel
)
select
  coalesce(c.id, s.channel),
  coalesce(c.name, s.folder),
  c.created_on,
  c.creator,
  case
    when c.archived then coalesce(s.last_day, c.created_on)
    when c.id is null and s.last_subtype in ('channel_archive', 'group_archive') then s.last_day
  end,
  case when c.private then 'private' when c.id is not null then 'public' end,
  c.id is null
from slack_channel c
full join seen s on s.channel = c.id
order by 1;

-- The members of the day of the export; Slack keeps no history of them, and lists none for archived channels.
insert into staged_memberships (community_native_id, person_native_id)
select distinct id, unnest(members)
from slack_channel
order by all;
