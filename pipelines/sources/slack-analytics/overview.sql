-- The workspace day by day; what it calls weekly is the seven days that end on the row's day. Variables: file, first_line.
create or replace temp table overview_report as
with judged as (
  select
    rowid as row_at, *, english_day_of(date) as day,
    [people, full_members, guests, daily_active, daily_posting, weekly_active, weekly_posting, public_messages,
      private_channel_messages, shared_channel_messages, direct_messages] as counts,
    hash(counts) as said
  from analytics_rows
)
select
  *,
  row_number() over same as occurrence,
  said = first_value(said) over same as says_the_same,
  case
    when day is null then 'unknown_date'
    when len(list_filter(counts, x -> is_no_count(x))) > 0 then 'not_a_count'
  end as fault
from judged
window same as (partition by day order by row_at);

insert into staged_records (file, line, outcome, rule)
select getvariable('file'), line, 'rejected', reason from broken_lines
union all
select
  getvariable('file'), line_of(row_at),
  case when fault is not null then 'rejected' when occurrence = 1 then 'used' when says_the_same then 'duplicate' else 'ignored' end,
  case when fault is not null then fault when occurrence > 1 and not says_the_same then 'day_again' end
from overview_report;

insert into staged_reported (figure, platform, subject_kind, from_day, to_day, as_of, value)
with wide as (
  select
    row_at, day,
    count_of(people) as people, count_of(full_members) as full_members, count_of(guests) as guests,
    count_of(daily_active) as daily_active, count_of(daily_posting) as daily_posting,
    count_of(weekly_active) as weekly_active, count_of(weekly_posting) as weekly_posting,
    count_of(public_messages) as public_messages, count_of(private_channel_messages) as private_channel_messages,
    count_of(shared_channel_messages) as shared_channel_messages, count_of(direct_messages) as direct_messages
  from overview_report
  where fault is null and occurrence = 1
),
given as (
  from wide unpivot include nulls (value for said in (
    people, full_members, guests, daily_active, daily_posting, weekly_active, weekly_posting, public_messages,
    private_channel_messages, shared_channel_messages, direct_messages
  ))
),
names as (
  from (values
    ('people', 'people', null), ('full_members', 'full_members', null), ('guests', 'guests', null),
    ('daily_active', 'active_people', 1), ('daily_posting', 'posting_people', 1),
    ('weekly_active', 'active_people', 7), ('weekly_posting', 'posting_people', 7),
    ('public_messages', 'public_channel_messages', 1), ('private_channel_messages', 'private_channel_messages', 1),
    ('shared_channel_messages', 'shared_channel_messages', 1), ('direct_messages', 'private_messages', 1)
  ) as t (said, figure, days)
)
select figure, 'slack', 'network', day - (days - 1), if(days is null, null, day + 1), day, value
from given
join names using (said)
where said in (select said from given where value is not null)
order by row_at, figure, days;
