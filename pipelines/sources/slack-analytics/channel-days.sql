-- Each channel's day as it is given. Variables: file, disk.
create or replace temp table channel_days as
with read as (
  select line, readable, from_json(if(readable, record, '{}'), '{
    "channel_id": "VARCHAR", "date": "VARCHAR", "total_members_count": "BIGINT", "full_members_count": "BIGINT",
    "guest_member_count": "BIGINT", "messages_posted_count": "BIGINT", "messages_posted_by_members_count": "BIGINT",
    "members_who_viewed_count": "BIGINT", "members_who_posted_count": "BIGINT", "reactions_added_count": "BIGINT"}') as r
  from json_lines(getvariable('disk'))
  where record is not null
)
select
  line, r.*, try_cast(r.date as date) as day,
  row_number() over (partition by r.channel_id, r.date order by line) as occurrence,
  case
    when not readable then 'not_json'
    when r.channel_id is null then 'missing_community_id'
    when try_cast(r.date as date) is null then 'unknown_date'
  end as fault
from read;

insert into staged_records (file, line, outcome, rule)
select
  getvariable('file'), line, case when fault is not null then 'rejected' when occurrence > 1 then 'duplicate' else 'used' end, fault
from channel_days;

insert into staged_reported (figure, platform, subject_kind, subject_native_id, subject_name, from_day, to_day, as_of, value)
with wide as (
  select
    line, channel_id, day, total_members_count as members, full_members_count as full_members,
    guest_member_count as guests, messages_posted_count as messages,
    messages_posted_by_members_count as messages_by_members, members_who_viewed_count as reading_people,
    members_who_posted_count as posting_people, reactions_added_count as reactions
  from channel_days
  where fault is null and occurrence = 1
),
given as (
  from wide unpivot include nulls (value for figure in (
    members, full_members, guests, messages, messages_by_members, reading_people, posting_people, reactions
  ))
),
placed as (
  select *, figure in ('members', 'full_members', 'guests') as is_stock from given
)
select
  figure, 'slack', 'community', channel_id, n.name, if(is_stock, null, day), if(is_stock, null, day + 1), day, value
from placed
left join (select channel_id, any_value(name) as name from channel_names group by channel_id) n using (channel_id)
where figure in (select figure from placed where value is not null)
order by line, figure;
