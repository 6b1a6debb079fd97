-- Who everybody is and was, from what each delivery says of them. Variables: time_zone.
-- A delivery speaks of a day: the one that its rows name (as_of), else the day of its import. Without dates of its own,
-- what it says holds from that day on, and what was said before holds until then; dates that it gives stand as given.

-- Directories come before platform registries, and those before mere mentions; within each the later day comes first.
create temp table people_told as
with registered as (
  select
    l.canonical_id, r.source, r.is_platform, r.ordinal, p.* exclude (manager_id),
    m.canonical_id as manager_id,
    case when r.is_platform then 1 else 2 end as tier,
    coalesce(p.as_of, day_of(i.imported_at, getvariable('time_zone'))) as told_on
  from all_people p
  join import_roles r using (import_id)
  join imports_read i using (import_id)
  join person_links l using (person_id)
  left join person_canonical m on m.person_id = p.manager_id
  where p.registered
),
-- A mention says that somebody is there, and nothing else: the last one is enough, and only where no registry has them.
mentioned as (
  select
    m.canonical_id, r.source, true as is_platform, r.ordinal, m.person_id, 'unknown' as affiliation, 'human' as kind,
    false as registered, 0 as tier, day_of(i.imported_at, getvariable('time_zone')) as told_on
  from (
    select l.canonical_id, max(p.last_mentioned) as ordinal, max(p.person_id) as person_id
    from persons p
    join person_links l using (person_id)
    where p.last_mentioned is not null and l.canonical_id not in (select canonical_id from registered)
    group by l.canonical_id
  ) m
  join import_roles r using (ordinal)
  join imports_read i using (import_id)
),
told as (
  select * from registered union all by name select * from mentioned
)
select
  *,
  row_number() over (partition by canonical_id order by tier, told_on, ordinal, valid_from nulls first, person_id desc) as rank
from told;

-- What a delivery leaves out is taken from the others, the latest first.
create temp table people_known as
with departures as (
  -- The last that each source says of somebody: a later delivery without a departure takes back a former one.
  select canonical_id, source, max(rank) as rank, arg_max_null(left_on, rank) as left_on
  from people_told
  group by all
)
select
  p.canonical_id,
  max(p.tier) as tier,
  arg_max(p.source, p.rank) as source,
  arg_max(p.ordinal, p.rank) as ordinal,
  arg_max(p.told_on, p.rank) as told_on,
  arg_max(p.division, p.rank) as division,
  arg_max(p.department, p.rank) as department,
  arg_max(p.site, p.rank) as site,
  arg_max(p.level, p.rank) as level,
  arg_max(p.manager_id, p.rank) as manager_id,
  arg_max(p.affiliation, p.rank) filter (where p.affiliation <> 'unknown') as affiliation,
  arg_max(p.kind, p.rank) filter (where p.is_platform and p.registered) as platform_kind,
  arg_max(p.joined_on, p.rank) as joined_on,
  any_value(d.left_on) as left_on
from people_told p
left join (select canonical_id, arg_max(left_on, rank) as left_on from departures group by all) d using (canonical_id)
group by p.canonical_id;

insert into people
with chosen as (
  -- All directories; without any, the registries of one platform that place the person, or its last word.
  select p.*, p.valid_from is null and p.valid_to is null
      and count(*) over (partition by p.canonical_id, p.told_on, p.ordinal) = 1 as is_undated
  from (
    select * from people_told
    qualify row_number() over (partition by canonical_id, told_on, ordinal, tier, valid_from order by person_id) = 1
  ) p
  join people_known k using (canonical_id)
  where p.tier = k.tier and (
    p.tier = 2
    or (p.ordinal = k.ordinal and p.told_on = k.told_on)
    or (p.tier = 1 and p.source = k.source and p.department is not null)
  )
),
starting as (
  select
    *,
    case when is_undated then told_on else coalesce(valid_from, date '0001-01-01') end as starts_on,
    lead(valid_from) over (partition by canonical_id, told_on, ordinal order by valid_from nulls first) as next_from
  from chosen
),
deliveries as (
  -- From the first day that it speaks of, a delivery replaces whatever was said before.
  select
    canonical_id, told_on, ordinal,
    min(begins_on) over (
      partition by canonical_id order by told_on, ordinal rows between 1 following and unbounded following
    ) as replaced_from
  from (select canonical_id, told_on, ordinal, min(starts_on) as begins_on from starting group by canonical_id, told_on, ordinal)
),
standing as (
  select s.*, least(s.valid_to, s.next_from, d.replaced_from) as ends_on
  from starting s
  join deliveries d using (canonical_id, told_on, ordinal)
  where d.replaced_from is null or s.starts_on < d.replaced_from
),
described as (
  select
    s.canonical_id,
    {
      'division': coalesce(s.division, k.division),
      'department': coalesce(s.department, k.department),
      'site': coalesce(s.site, k.site),
      'level': coalesce(s.level, k.level),
      'manager_id': coalesce(s.manager_id, k.manager_id),
      'affiliation': coalesce(nullif(s.affiliation, 'unknown'), k.affiliation, 'unknown'),
      'kind': case when s.kind <> 'human' then s.kind else coalesce(k.platform_kind, 'human') end,
      'joined_on': case when s.is_undated then k.joined_on else coalesce(s.joined_on, k.joined_on) end,
      'left_on': case when s.is_undated then k.left_on else coalesce(s.left_on, k.left_on) end
    } as person,
    s.is_undated, s.starts_on, s.ends_on
  from standing s
  join people_known k using (canonical_id)
),
periods as (
  -- A delivery that says again what held already begins no period.
  select
    *,
    count(*) filter (where not continues) over (partition by canonical_id order by starts_on) as period
  from (
    select
      *,
      coalesce(is_undated and lag(person) over one_person = person and lag(ends_on) over one_person = starts_on, false) as continues,
      row_number() over one_person = 1 as is_first
    from described
    window one_person as (partition by canonical_id order by starts_on)
  )
),
merged as (
  select
    canonical_id, any_value(person) as person,
    -- Nothing tells of the days before the first word on somebody: it is taken to hold for them too.
    case when bool_or(is_first and is_undated) then null else nullif(min(starts_on), date '0001-01-01') end as valid_from,
    arg_max_null(ends_on, starts_on) as valid_to
  from periods
  group by canonical_id, period
)
select
  canonical_id, person.division, person.department, person.site, person.level, person.manager_id, person.affiliation,
  person.kind, person.joined_on, person.left_on, valid_from, valid_to
from merged
order by canonical_id, valid_from nulls first;
