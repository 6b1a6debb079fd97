-- Two channels can hold messages of the same ts. Of two copies of a message in one channel the last edited is the message.
update slack_message m set outcome = 'duplicate'
from (
  select
    m.file, m.line,
    row_number() over (partition by m.channel, ts order by edited_ts desc nulls last, path, line) as copy
  from slack_message m
  join slack_file f on f.number = m.file
  semi join (
    select channel, ts from slack_message where ts is not null group by all having count(*) > 1
  ) again on again.channel = m.channel and again.ts = m.ts
) c
where c.file = m.file and c.line = m.line and c.copy > 1;
