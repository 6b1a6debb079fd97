-- Each member's activity over the period, counted into figures of the workspace. Accounts that were closed are not among
-- the people there are. Variables: file, first_line, from_day, to_day, as_of, workspace.
create or replace temp table member_report as
with judged as (
  select
    rowid as row_at, *,
    english_day_of(last_active) as last_day,
    [days_active, days_desktop, days_android, days_ios, messages, channel_messages, reactions, files] as counts,
    hash(counts, last_active, deactivated) as said
  from analytics_rows
)
select
  *,
  row_number() over same as occurrence,
  said = first_value(said) over same as says_the_same,
  case
    when nullif(trim(last_active), '') is not null and last_day is null then 'unknown_date'
    when len(list_filter(counts, x -> is_no_count(x))) > 0 then 'not_a_count'
  end as fault
from judged
window same as (partition by coalesce(lower(trim(person)), row_at::varchar) order by row_at);

insert into staged_records (file, line, outcome, rule)
select getvariable('file'), line, 'rejected', reason from broken_lines
union all
select
  getvariable('file'), line_of(row_at),
  case when fault is not null then 'rejected' when occurrence = 1 then 'used' when says_the_same then 'duplicate' else 'ignored' end,
  case when fault is not null then fault when occurrence > 1 and not says_the_same then 'person_again_in_same_period' end
from member_report;

insert into staged_reported (figure, platform, subject_kind, subject_name, from_day, to_day, as_of, value)
with wide as (
  select
    count(*) filter (where nullif(trim(deactivated), '') is null) as people,
    coalesce(
      how_many(count_of(days_active) > 0, count_of(days_active)),
      how_many(last_day >= getvariable('from_day')::date and last_day < getvariable('to_day')::date, last_day)
    ) as active_people,
    how_many(count_of(days_desktop) > 0, count_of(days_desktop)) as desktop_people,
    how_many(count_of(days_android) > 0, count_of(days_android)) as android_people,
    how_many(count_of(days_ios) > 0, count_of(days_ios)) as ios_people,
    how_many(count_of(messages) > 0, count_of(messages)) as posting_people,
    how_many(count_of(reactions) > 0, count_of(reactions)) as reacting_people,
    sum(count_of(messages))::bigint as messages,
    sum(count_of(channel_messages))::bigint as channel_messages,
    sum(count_of(reactions))::bigint as reactions,
    sum(count_of(files))::bigint as files
  from member_report
  where fault is null and occurrence = 1
),
given as (
  unpivot wide on columns(*) into name figure value value
)
select
  figure, 'slack', 'network', nullif(getvariable('workspace'), ''),
  if(figure = 'people', null, getvariable('from_day')::date), if(figure = 'people', null, getvariable('to_day')::date),
  getvariable('as_of')::date, value
from given;
