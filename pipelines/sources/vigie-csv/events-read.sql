-- The careful reading, in file order: rowid is the row's number. Dates in another form than ISO stay as text for now.
create or replace table events_read as
select
  event_id as native_event_id,
  lower(trim(kind)) as kind,
  trim(actor_id) as actor_native_id,
  trim(target_id) as target_native_id,
  trim(community_id) as community_native_id,
  thread_id as thread_native_id,
  parent_event_id as parent_native_event_id,
  case lower(via) when 'web' then 'web' when 'mobile' then 'mobile' when 'e-mail' then 'e-mail' when 'email' then 'e-mail' end as via,
  yes_or_no(is_question) as is_question,
  1::double as weight,
  make_timestamp(epoch_us(try_cast(occurred_at as timestamptz))) as occurred_at,
  false as by_service,
  case when not coalesce(isfinite(try_cast(occurred_at as timestamptz)), false) then occurred_at end as written_date,
  unreadable
from events_file;
