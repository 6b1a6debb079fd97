-- What becomes of each row, and its window. Variables: file, first_line, about (people | groups | days).
-- A report of 30 days that was refreshed on the 30th covers the 1st to the 30th, that day included.
create or replace temp table usage_report as
with dated as (
  select
    rowid as row_at, * replace (trim(person) as person, trim(group_name) as group_name),
    report_refresh_date_day as as_of,
    report_date_day as on_day,
    last_activity_date_day as last_active,
    try_cast(regexp_extract(report_period, '^\s*D?(\d{1,3})\s*$', 1) as integer) as period,
    coalesce(lower(trim(is_deleted)) in ('true', 'yes', 'vrai', 'oui', '1'), false) as gone,
    [member_count, posted, read_count, liked, total, active, team_chat, private_chat, post_messages, reply_messages] as counts
  from usage_rows
),
placed as (
  select
    *,
    case when getvariable('about') = 'days' and on_day is not null then on_day else as_of - (period - 1) end as from_day,
    case when getvariable('about') = 'days' and on_day is not null then on_day + 1 when period is not null then as_of + 1 end as to_day,
    lower(coalesce(person, group_name)) as subject,
    hash(counts, last_active, user_state, gone, web, windows_phone, android, iphone, ipad, other_device) as said
  from dated
),
subjects as (
  select
    subject, as_of, period, min(row_at) as first_at, arg_min(said, row_at) as first_said, min(said) <> max(said) as has_versions
  from placed
  group by subject, as_of, period
),
repeated as (
  select p.*, p.row_at > s.first_at as is_again, p.said = s.first_said as says_the_same, s.has_versions
  from placed p
  join subjects s on s.subject is not distinct from p.subject and s.as_of is not distinct from p.as_of
    and s.period is not distinct from p.period
)
select
  *,
  case
    when unreadable then 'not_json'
    when as_of is null or nullif(trim(report_date), '') is not null and on_day is null then 'unknown_date'
    when len(list_filter(counts, x -> is_no_count(x))) > 0 then 'not_a_count'
    when getvariable('about') = 'groups' and group_name is null then 'missing_name'
  end as fault,
  case
    when getvariable('about') = 'groups' and gone then 'deleted'
    -- Groups are told by their name alone: of two that bear the same, neither can be said.
    when getvariable('about') = 'groups' and has_versions then 'same_name'
    when getvariable('about') = 'people' and person is not null and is_again and not says_the_same
      then 'person_again_in_same_period'
  end as left_aside,
  getvariable('about') <> 'days' and subject is not null and is_again and says_the_same as is_repeat
from repeated;

insert into staged_records (file, line, outcome, rule)
select getvariable('file'), line, 'rejected', reason from broken_lines
union all
select
  getvariable('file'), line_of(row_at),
  case
    when fault is not null then 'rejected'
    when left_aside is not null then 'ignored'
    when is_repeat then 'duplicate'
    else 'used'
  end,
  coalesce(fault, left_aside)
from usage_report;

delete from usage_report where fault is not null or left_aside is not null or is_repeat;

create or replace temp macro was_used(x) as lower(trim(x)) in ('yes', 'true', 'oui', 'vrai', '1');
-- How many rows say yes; null, and not 0, when the report says nothing of it.
create or replace temp macro how_many(yes, told) as if(count(told) > 0, count(*) filter (where yes), null)::bigint;
