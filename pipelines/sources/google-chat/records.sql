insert into staged_records (file, line, outcome, rule)
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
from chat_message
order by file, line;
