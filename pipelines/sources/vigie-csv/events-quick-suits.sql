-- Whether each row of events_read can stand as it is. Variables: dated (the file has a date column), earliest, latest.
-- Digests that are all different prove ids that are all different. A blank at the end of an id is to be trimmed, and a
-- person's id with E+ in it was perhaps spoiled by a spreadsheet. In all three cases the careful reading decides.
create or replace temp table events_quick_suits as
with groups as (
  select
    kind, via,
    count(*) as rows, count(native_event_id) as ids, count(actor_native_id) as actors, count(occurred_at) as moments,
    min(occurred_at) as first_moment, max(occurred_at) as last_moment
  from events_read
  group by kind, via
)
select
  sum(rows) > 0
  and sum(ids) = sum(rows)
  and sum(actors) = sum(rows)
  and bool_and(kind is not null)
  and bool_and(via is null or via <> 'other')
  and case
    when getvariable('dated') then sum(moments) = sum(rows) and min(first_moment) >= getvariable('earliest')::timestamp
      and max(last_moment) < getvariable('latest')::timestamp
    else sum(moments) = 0
  end
  and not exists (
    select 1 from events_read
    where prefix(actor_native_id, ' ') or suffix(actor_native_id, ' ')
      or prefix(target_native_id, ' ') or suffix(target_native_id, ' ')
      or prefix(community_native_id, ' ') or suffix(community_native_id, ' ')
      or contains(actor_native_id, 'E+')
  )
  and (select count(distinct hash(native_event_id)) from events_read) = sum(rows) as suits
from groups;
