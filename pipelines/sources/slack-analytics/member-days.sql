-- Each member's day, counted into figures of the organisation. Variables: file, disk.
create or replace temp table member_days as
with read as (
  select line, readable, from_json(if(readable, record, '{}'), '{
    "enterprise_id": "VARCHAR", "team_id": "VARCHAR", "date": "VARCHAR", "user_id": "VARCHAR", "is_active": "BOOLEAN",
    "is_active_ios": "BOOLEAN", "is_active_android": "BOOLEAN", "is_active_desktop": "BOOLEAN",
    "reactions_added_count": "BIGINT", "messages_posted_count": "BIGINT", "channel_messages_posted_count": "BIGINT",
    "files_added_count": "BIGINT"}') as r
  from json_lines(getvariable('disk'))
  where record is not null
)
select
  line, coalesce(r.enterprise_id, r.team_id) as organisation, try_cast(r.date as date) as day, r.*,
  row_number() over (partition by coalesce(r.enterprise_id, r.team_id), r.date, r.user_id order by line) as occurrence,
  case
    when not readable then 'not_json'
    when r.user_id is null then 'missing_person_id'
    when try_cast(r.date as date) is null then 'unknown_date'
  end as fault
from read;

insert into staged_records (file, line, outcome, rule)
select
  getvariable('file'), line, case when fault is not null then 'rejected' when occurrence > 1 then 'duplicate' else 'used' end, fault
from member_days;

insert into staged_reported (figure, platform, subject_kind, subject_native_id, from_day, to_day, as_of, value)
with wide as (
  select
    organisation, day,
    how_many(is_active, is_active) as active_people,
    how_many(is_active_desktop, is_active_desktop) as desktop_people,
    how_many(is_active_android, is_active_android) as android_people,
    how_many(is_active_ios, is_active_ios) as ios_people,
    how_many(messages_posted_count > 0, messages_posted_count) as posting_people,
    how_many(reactions_added_count > 0, reactions_added_count) as reacting_people,
    sum(messages_posted_count)::bigint as messages,
    sum(channel_messages_posted_count)::bigint as channel_messages,
    sum(reactions_added_count)::bigint as reactions,
    sum(files_added_count)::bigint as files
  from member_days
  where fault is null and occurrence = 1
  group by organisation, day
),
given as (
  unpivot wide on columns(* exclude (organisation, day)) into name figure value value
)
select figure, 'slack', 'network', organisation, day, day + 1, day, value
from given
order by day, figure;
