-- Figures that platforms give of themselves, and what their events hold for the same subject and window.
-- Reads all_reported, imports_read, import_roles, platform_communities, communities, people and events; fills reported.

-- Whose events can answer: a format is named after its platform (slack-export, viva-engage). Where no such format is
-- loaded, files in Vigie's own layout answer if they are the only events there are.
create temp table answering as
with platforms as (
  select distinct platform from all_reported
),
formats as (
  select source, bool_and(clock = 'absolute') as is_dated, count(*) over () as alone
  from import_roles
  where is_platform
  group by source
)
select platform, source
from platforms
join formats
  on is_dated
  and (source = platform or starts_with(source, platform || '-') or source = 'vigie-csv' and alone = 1);

-- The days that each format's imports cover, from first event to last, joined where they touch. An import counts its days
-- in the reporting zone, before a later one tells some of its events again; those that it still has are counted in UTC.
create temp table covered as
with remaining as (
  select import_id, min(occurred_at)::date as first_day, max(occurred_at)::date as last_day
  from events
  where source in (select source from answering)
  group by import_id
),
spans as (
  select i.source, least(i.first_day, r.first_day) as from_day, greatest(i.last_day, r.last_day) + 1 as to_day
  from imports_read i
  left join remaining r using (import_id)
  where i.first_day is not null and i.source in (select source from answering)
),
begun as (
  select *, from_day > max(to_day) over before as begins
  from spans
  window before as (partition by source order by from_day rows between unbounded preceding and 1 preceding)
),
numbered as (
  select *, count(*) filter (where coalesce(begins, true)) over so_far as island
  from begun
  window so_far as (partition by source order by from_day rows unbounded preceding)
)
select a.platform, source, min(from_day) as from_day, max(to_day) as to_day
from numbered
join answering a using (source)
group by a.platform, source, island;

create temp macro plain_name(name) as lower(nfc_normalize(ltrim(trim(name), '#')));

-- A community is found by its native id, else by a name that only one bears.
create temp table reported_subjects as
with subjects as (
  select distinct platform, subject_native_id, subject_name from all_reported where subject_kind = 'community'
),
by_id as (
  select s.platform, s.subject_native_id, min(p.community_id) as community_id
  from subjects s
  join answering a using (platform)
  join platform_communities p on p.source = a.source and p.native_id = s.subject_native_id
  group by all
),
by_name as (
  select a.platform, plain_name(c.name) as name, min(c.community_id) as community_id
  from communities c
  join answering a on a.source = c.source
  group by all
  having count(*) = 1
)
select 'community' as subject_kind, s.*, coalesce(i.community_id, n.community_id) as community_id
from subjects s
left join by_id i on i.platform = s.platform and i.subject_native_id = s.subject_native_id
left join by_name n on n.platform = s.platform and n.name = plain_name(s.subject_name);

-- The latest delivery of a figure for a subject and window stands.
create temp table latest_reported as
with placed as (
  select
    r.*, i.source, i.ordinal, s.community_id,
    coalesce(s.community_id, r.subject_native_id, plain_name(r.subject_name)) as subject
  from all_reported r
  join import_roles i using (import_id)
  left join reported_subjects s
    on s.subject_kind = r.subject_kind and s.platform = r.platform
    and coalesce(s.subject_native_id, '') = coalesce(r.subject_native_id, '')
    and coalesce(s.subject_name, '') = coalesce(r.subject_name, '')
)
select * exclude (ordinal, subject), row_number() over () as row_id
from placed
qualify row_number() over (
  partition by figure, platform, subject_kind, subject, from_day, to_day, if(from_day is null, as_of, null)
  order by ordinal desc, subject_name
) = 1;

-- What of the events answers to a figure; a figure that is not here is in no event.
create temp table countable as
from (values
  ('messages', ['post', 'reply'], 'events'),
  ('messages_by_members', ['post', 'reply'], 'by_members'),
  ('community_messages', ['post', 'reply'], 'in_communities'),
  ('channel_messages', ['post', 'reply'], 'in_communities'),
  ('public_channel_messages', ['post', 'reply'], 'in_public'),
  ('posts', ['post'], 'events'),
  ('replies', ['reply'], 'events'),
  ('reactions', ['reaction'], 'events'),
  ('community_reactions', ['reaction'], 'in_communities'),
  ('posting_people', ['post', 'reply'], 'people'),
  ('reacting_people', ['reaction'], 'people')
) as t (figure, kinds, way);

create temp table answered_kinds as
select a.platform, list(distinct e.kind::varchar) as kinds
from events e
join answering a on a.source = e.source
group by a.platform;

create temp table judged as
select
  r.*, c.kinds, c.way,
  case
    when r.value is null then 'not_given'
    when r.platform not in (select platform from answering) then 'no_events'
    when c.figure is null then 'not_in_source'
    when not list_has_any(c.kinds, k.kinds) then 'not_in_source'
    -- Slack and Zulip do not say when somebody reacted: the message's date stands in.
    when list_contains(c.kinds, 'reaction') and exists (
      select 1 from answering a where a.platform = r.platform and regexp_matches(a.source, '^(slack|zulip)-')
    ) then 'not_dated'
    -- Slack counts direct messages and private channels, which are never read, in what a whole workspace posts.
    when r.platform = 'slack' and r.subject_kind = 'network' and c.way <> 'in_public' then 'wider_scope'
    when r.subject_kind = 'community' and r.community_id is null then 'unknown_community'
    when r.from_day is null then 'no_window'
    when not exists (
      select 1 from covered d where d.platform = r.platform and d.from_day <= r.from_day and d.to_day >= r.to_day
    ) then 'window_not_covered'
    else 'compared'
  end as comparison
from latest_reported r
left join countable c using (figure)
left join answered_kinds k on k.platform = r.platform;

-- Every community's days, so that an event is read once however many windows it is in.
create temp table reported_days as
select
  a.platform, e.community_id, e.occurred_at::date as day, e.actor_id, e.kind,
  not e.by_service and coalesce(p.kind, 'human') = 'human' as by_member,
  coalesce(c.visibility = 'public', false) as in_public,
  count(*) as events
from events e
join answering a on a.source = e.source
left join (select person_id, any_value(kind) as kind from people group by person_id) p on p.person_id = e.actor_id
left join communities c on c.community_id = e.community_id
where e.kind in ('post', 'reply', 'reaction') and e.occurred_at is not null
  and exists (select 1 from judged j where j.comparison = 'compared' and j.platform = a.platform)
group by all;

-- A window of one day meets its day directly: there may be hundreds of thousands of them.
create temp table reported_counts as
with compared as (
  select row_id, platform, subject_kind, community_id, from_day, to_day, kinds, way
  from judged
  where comparison = 'compared'
),
met as (
  select j.row_id, j.way, d.*
  from compared j
  join reported_days d
    on d.platform = j.platform and d.community_id = j.community_id and d.day = j.from_day and list_contains(j.kinds, d.kind)
  where j.subject_kind = 'community' and j.to_day = j.from_day + 1
  union all
  select j.row_id, j.way, d.*
  from compared j
  join reported_days d
    on d.platform = j.platform and d.community_id = j.community_id and d.day >= j.from_day and d.day < j.to_day
    and list_contains(j.kinds, d.kind)
  where j.subject_kind = 'community' and j.to_day > j.from_day + 1
  union all
  select j.row_id, j.way, d.*
  from compared j
  join reported_days d
    on d.platform = j.platform and d.day = j.from_day and list_contains(j.kinds, d.kind)
  where j.subject_kind = 'network' and j.to_day = j.from_day + 1
  union all
  select j.row_id, j.way, d.*
  from compared j
  join reported_days d
    on d.platform = j.platform and d.day >= j.from_day and d.day < j.to_day and list_contains(j.kinds, d.kind)
  where j.subject_kind = 'network' and j.to_day > j.from_day + 1
)
select
  row_id,
  case any_value(way)
    when 'people' then count(distinct actor_id) filter (where by_member)
    when 'by_members' then coalesce(sum(events) filter (where by_member), 0)
    when 'in_communities' then coalesce(sum(events) filter (where community_id is not null), 0)
    when 'in_public' then coalesce(sum(events) filter (where in_public), 0)
    else sum(events)
  end::bigint as counted,
  count(distinct actor_id) filter (where by_member) as counted_people
from met
group by row_id;

insert into reported
select
  j.figure, j.platform, j.subject_kind, j.community_id, coalesce(c.name, j.subject_name), j.from_day, j.to_day,
  j.window_days, j.as_of,
  j.value, if(j.comparison = 'compared', coalesce(n.counted, 0), null),
  if(j.comparison = 'compared', coalesce(n.counted_people, 0), null), j.comparison, j.source, j.import_id
from judged j
left join reported_counts n using (row_id)
left join communities c on c.community_id = j.community_id
order by j.platform, j.subject_kind desc, coalesce(c.name, j.subject_name) nulls first, j.community_id nulls first, j.figure,
  coalesce(j.to_day, j.as_of) desc nulls last, j.window_days nulls first, j.import_id;
