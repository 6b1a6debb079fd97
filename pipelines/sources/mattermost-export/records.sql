-- One row per line that is no post, then one per post and per reply, at the line where it stands. Variable: file.
insert into staged_records (file, line, outcome, rule)
with line as (
  select
    rowid + 1 as line,
    type,
    case type
      when 'team' then lower(team.name)
      when 'channel' then lower(channel.team) || '/' || nullif(lower(channel.name), '')
      when 'user' then lower(trim(account.username))
      when 'bot' then lower(trim(bot.username))
    end as key
  from mattermost_line
  where type is distinct from 'post'
),
judged as (
  select
    *,
    case
      when type is null then 'invalid_line'
      when type in ('team', 'channel', 'user', 'bot') and coalesce(key, '') = '' then 'missing_name'
    end as fault,
    case
      when type in ('version', 'role', 'scheme', 'emoji', 'direct_channel', 'direct_post') then type
      when type not in ('team', 'channel', 'user', 'bot') then 'unknown_line_type'
    end as exclusion
  from line
)
select
  getvariable('file'),
  line,
  case
    when fault is not null then 'rejected'
    when exclusion is not null then 'ignored'
    when row_number() over (partition by type, key, fault order by line) > 1 then 'duplicate'
    else 'used'
  end,
  coalesce(fault, exclusion)
from judged
order by line;

insert into staged_records (file, line, outcome, rule)
select
  getvariable('file'),
  line,
  outcome,
  case outcome
    when 'rejected' then fault
    when 'ignored' then if(kind = '', 'untyped_system_message', mattermost_rule(kind))
  end
from mattermost_message
order by line, nth;
