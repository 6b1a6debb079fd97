-- One row per row of each table.
insert into staged_records (file, line, outcome, rule)
with judged as (
  select 'users' as name, line, fault, exclusion, copy from judged_users
  union all select 'channels', line, fault, exclusion, copy from judged_channels
  union all select 'channelmembers', line, fault, exclusion, copy from judged_channelmembers
  union all select 'channelmemberhistory', line, fault, exclusion, copy from judged_channelmemberhistory
  union all select 'posts', line, fault, exclusion, copy from judged_posts
  union all select 'reactions', line, fault, exclusion, copy from judged_reactions
  union all
  select 'teams', line, if(id is null, 'missing_id', null), null, row_number() over (partition by id order by line)
  from teams_lines
  union all
  select 'bots', line, if(userid is null, 'missing_id', null), null, row_number() over (partition by userid order by line)
  from bots_lines
)
select
  f.path,
  line,
  case
    when fault is not null then 'rejected'
    when exclusion is not null then 'ignored'
    when copy > 1 then 'duplicate'
    else 'used'
  end,
  coalesce(fault, exclusion)
from judged
join mattermost_files f using (name)
order by f.path, line;
