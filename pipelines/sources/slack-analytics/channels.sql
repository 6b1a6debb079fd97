-- Each channel as it is given, told by its name alone. Variables: file, first_line, from_day, to_day, as_of.
create or replace temp table channel_report as
with judged as (
  select
    rowid as row_at, * replace (nullif(trim(ltrim(trim(name), '#')), '') as name),
    [total_members, full_members, guests, messages, messages_by_members, posting_people, reading_people, reactions,
      reacting_people] as counts,
    hash(counts) as said
  from analytics_rows
),
repeated as (
  select
    *,
    row_number() over (partition by lower(name) order by row_at) as occurrence,
    count(distinct said) over (partition by lower(name)) as versions
  from judged
)
select
  *,
  case
    when name is null then 'missing_name'
    when len(list_filter(counts, x -> is_no_count(x))) > 0 then 'not_a_count'
  end as fault
from repeated;

insert into staged_records (file, line, outcome, rule)
select getvariable('file'), line, 'rejected', reason from broken_lines
union all
select
  getvariable('file'), line_of(row_at),
  case when fault is not null then 'rejected' when versions > 1 then 'ignored' when occurrence > 1 then 'duplicate' else 'used' end,
  case when fault is not null then fault when versions > 1 then 'same_name' end
from channel_report;

insert into staged_reported (figure, platform, subject_kind, subject_name, from_day, to_day, as_of, value)
with wide as (
  select
    row_at, name,
    count_of(total_members) as members, count_of(full_members) as full_members, count_of(guests) as guests,
    count_of(messages) as messages, count_of(messages_by_members) as messages_by_members,
    count_of(posting_people) as posting_people, count_of(reading_people) as reading_people,
    count_of(reactions) as reactions, count_of(reacting_people) as reacting_people
  from channel_report
  where fault is null and versions = 1 and occurrence = 1
),
given as (
  from wide unpivot include nulls (value for figure in (
    members, full_members, guests, messages, messages_by_members, posting_people, reading_people, reactions, reacting_people
  ))
),
placed as (
  select *, figure in ('members', 'full_members', 'guests') as is_stock from given
)
select
  figure, 'slack', 'community', name, if(is_stock, null, getvariable('from_day')::date),
  if(is_stock, null, getvariable('to_day')::date), getvariable('as_of')::date, value
from placed
where figure in (select figure from placed where value is not null)
order by row_at, figure;
