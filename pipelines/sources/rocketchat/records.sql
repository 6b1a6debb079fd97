-- One row per document of each collection.
insert into staged_records (file, line, outcome, rule)
with judged as (
  select file, line, fault, exclusion, copy from judged_users
  union all select file, line, fault, exclusion, copy from judged_rooms
  union all select file, line, fault, exclusion, copy from judged_subscriptions
  union all select file, line, fault, exclusion, copy from judged_messages
)
select
  file,
  line,
  case
    when fault is not null then 'rejected'
    when exclusion is not null then 'ignored'
    when copy > 1 then 'duplicate'
    else 'used'
  end,
  coalesce(fault, exclusion)
from judged
order by file, line;
