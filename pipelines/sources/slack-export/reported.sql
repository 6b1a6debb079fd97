-- How many replies Slack says the threads of a channel have, beside those that the export holds: the difference is what
-- the export lacks. Slack counts as of the export, over the whole life of threads that begin in it.
insert into staged_reported (figure, platform, subject_kind, subject_native_id, subject_name, from_day, to_day, as_of, value)
with period as (
  select min(occurred_at)::date as first_day, max(occurred_at)::date as last_day
  from staged_events
  where occurred_at >= getvariable('earliest')::timestamp and occurred_at < getvariable('latest')::timestamp
)
select
  'replies', 'slack', 'community', m.channel, any_value(c.name), any_value(first_day), any_value(last_day) + 1,
  any_value(last_day), sum(m.reply_count)::bigint
from slack_message m
cross join period
left join slack_channel c on c.id = m.channel
where m.reply_count is not null and m.outcome in ('used', 'ignored') and first_day is not null
group by m.channel
order by m.channel;
