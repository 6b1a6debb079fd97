-- The events of one import, in its order, to go with those of the earlier ones (build-told-again.sql).
-- Reads import_events, import_people, import_communities, put_back, zone_days; variables: import_id, clock, has_dates, time_zone.

set variable import_code = (select import_code from import_codes where import_id = getvariable('import_id'));

create or replace temp table import_people_codes as
select distinct
  p.person_code as import_person_code, k.person_code,
  l.canonical_id in (select person_id from put_back) as is_put_back
from import_people p
join person_canonical l using (person_id)
join person_codes k on k.person_id = l.canonical_id;

create or replace temp table import_community_codes as
select p.community_code as import_community_code, min(k.community_code) as community_code
from import_communities p
join community_links l on l.import_id = getvariable('import_id') and l.native_id = p.community_id
join community_codes k on k.community_id = l.community_id
group by all;

insert into coded_events
select
  e.event_digest,
  getvariable('import_code'),
  e.kind::event_kind,
  a.person_code, t.person_code, c.community_code,
  e.thread_digest, e.parent_event_digest, e.via::event_via, e.is_question, e.weight,
  case when getvariable('clock') = 'absolute' or not getvariable('has_dates') then e.occurred_at end,
  case
    when getvariable('clock') = 'absolute' and z.shift_us is not null
      then make_timestamp(epoch_us(e.occurred_at) + z.shift_us)::date
    when getvariable('clock') = 'absolute' then day_of(e.occurred_at, getvariable('time_zone'))
    when not getvariable('has_dates') then e.occurred_at::date
  end,
  -- The source says so of all that a service account wrote; one that is a person after all wrote it as such.
  e.by_service and not a.is_put_back
from import_events e
join import_people_codes a on a.import_person_code = e.actor_code
left join import_people_codes t on t.import_person_code = e.target_code
left join import_community_codes c on c.import_community_code = e.community_code
left join zone_days z on z.utc_day = e.occurred_at::date;

insert into touched_days
select distinct day from coded_events
where day is not null and import_code = getvariable('import_code');
