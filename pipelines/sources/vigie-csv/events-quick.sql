-- The reading that suits nearly every file: as written, ISO dates, no repair. One scan, in file order.
-- Variable: quick_view. An enum is a number that compares as the text: counting and writing a million of them costs half.
create type if not exists event_kind as enum ('post', 'reply', 'reaction', 'mention', 'message', 'share', 'join', 'leave', 'view');
create type if not exists event_via as enum ('web', 'mobile', 'e-mail', 'other');

create or replace table events_read as
select
  event_id as native_event_id,
  try_cast(kind as event_kind) as kind,
  actor_id as actor_native_id,
  target_id as target_native_id,
  community_id as community_native_id,
  thread_id as thread_native_id,
  parent_event_id as parent_native_event_id,
  coalesce(try_cast(via as event_via), case when via is not null then 'other'::event_via end) as via,
  yes_or_no(is_question) as is_question,
  1::double as weight,
  make_timestamp(epoch_us(try_cast(occurred_at as timestamptz))) as occurred_at,
  false as by_service
from query_table(getvariable('quick_view'));
