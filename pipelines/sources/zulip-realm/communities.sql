-- Streams, called channels since 2024. Closing one made it private, up to a version that the export doesn't tell: of a
-- closed stream only that it is public is known.
insert into staged_communities (native_id, name, created_on, created_by_native_id, archived_on, visibility)
with seen as (
  select stream, max(occurred_at)::date as last_day from zulip_message where outcome = 'used' group by stream
),
noted as (
  select
    stream,
    max(occurred_at) filter (where meaning = 'stream_deactivated')::date as closed_on,
    min("by") filter (where meaning = 'stream_created') as created_by
  from zulip_audit
  where meaning in ('stream_created', 'stream_deactivated')
  group by stream
),
listed as (
  select * from zulip_row where what = 'stream' and id is not null
  qualify row_number() over (partition by id order by line) = 1
)
select
  l.id,
  coalesce(l.name, l.id),
  zulip_moment(l.seconds)::date,
  coalesce(l.person, n.created_by),
  case when l.archived then coalesce(n.closed_on, s.last_day, zulip_moment(l.seconds)::date) end,
  case when not l.private then 'public' when not l.archived then 'private' end
from listed l
left join seen s on s.stream = l.id
left join noted n on n.stream = l.id
order by l.id;

-- Who is subscribed today, since the last arrival that the audit log dates, and who was for a time.
insert into staged_memberships (community_native_id, person_native_id, role, valid_from, valid_to)
with change as (
  select
    stream, person, meaning, occurred_at::date as day,
    lag(meaning) over each_membership as former_meaning,
    lead(meaning) over each_membership as next_meaning,
    lead(occurred_at) over each_membership::date as next_day
  from zulip_audit
  where meaning in ('join', 'leave') and stream is not null and person is not null
  window each_membership as (partition by stream, person order by occurred_at, id::bigint)
),
today as (
  select r.stream, s.person, bool_or(s.animator) as animator
  from zulip_row s
  join (select id, stream from zulip_row where what = 'recipient' and stream is not null) r on r.id = s.recipient
  where s.what = 'subscription' and s.person is not null
  group by all
)
select t.stream, t.person, if(t.animator, 'animator', 'member'), if(c.meaning = 'join', c.day, null), null
from today t
left join change c on c.stream = t.stream and c.person = t.person and c.next_meaning is null
union all
select stream, person, 'member', day, next_day from change where meaning = 'join' and next_meaning = 'leave' and day < next_day
union all
select stream, person, 'member', null, day from change where meaning = 'leave' and former_meaning is null
order by all;
