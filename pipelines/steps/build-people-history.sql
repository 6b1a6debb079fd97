-- Who somebody is and was of whom several deliveries speak, or one several times (people_often, people_told).

-- What a delivery leaves out is taken from the others, the latest first.
create temp table people_known as
with departures as (
  -- The last that is said of each account: a later word on it without a departure takes back a former one, another
  -- directory's word does not.
  select canonical_id, max(rowid) as rank, arg_max_null(left_on, rowid) as left_on
  from people_told
  semi join people_often using (canonical_id)
  group by canonical_id, source, person_id
)
select
  p.canonical_id,
  max(p.tier) as tier,
  -- Whether directories say anything at one time and leave it out at another.
  coalesce(greatest(
    count(p.division) filter (where p.tier = 2) % count(*) filter (where p.tier = 2),
    count(p.department) filter (where p.tier = 2) % count(*) filter (where p.tier = 2),
    count(p.site) filter (where p.tier = 2) % count(*) filter (where p.tier = 2),
    count(p.level) filter (where p.tier = 2) % count(*) filter (where p.tier = 2),
    count(p.manager_id) filter (where p.tier = 2) % count(*) filter (where p.tier = 2),
    count(nullif(p.affiliation, 'unknown')) filter (where p.tier = 2) % count(*) filter (where p.tier = 2)
  ) > 0, false) as has_gaps,
  arg_max(p.source, p.rowid) as source,
  arg_max(p.ordinal, p.rowid) as ordinal,
  arg_max(p.told_on, p.rowid) as told_on,
  arg_max(p.division, p.rowid) as division,
  arg_max(p.department, p.rowid) as department,
  arg_max(p.site, p.rowid) as site,
  arg_max(p.level, p.rowid) as level,
  arg_max(p.manager_id, p.rowid) as manager_id,
  arg_max(p.affiliation, p.rowid) filter (where p.affiliation <> 'unknown') as affiliation,
  arg_max(p.kind, p.rowid) filter (where p.is_platform and p.registered) as platform_kind,
  arg_max(p.joined_on, p.rowid) as joined_on,
  arg_max(d.left_on, p.rowid) as left_on
from people_told p
semi join people_often using (canonical_id)
left join departures d on d.rank = p.rowid
group by p.canonical_id;

insert into people
with spoken as (
  -- All directories; without any, the registries of one platform that place the person, or its last word.
  select p.* replace (nullif(p.affiliation, 'unknown') as affiliation), p.rowid as told_at, k.has_gaps
  from people_told p
  join people_known k using (canonical_id)
  where p.tier = k.tier
    and (
      p.tier = 2
      or (p.ordinal = k.ordinal and p.told_on = k.told_on)
      or (p.tier = 1 and p.source = k.source and p.department is not null)
    )
),
first_said as (
  select
    canonical_id, arg_min(division, told_at) as division, arg_min(department, told_at) as department,
    arg_min(site, told_at) as site, arg_min(level, told_at) as level, arg_min(manager_id, told_at) as manager_id,
    arg_min(affiliation, told_at) as affiliation
  from spoken
  where has_gaps
  group by canonical_id
),
-- What a delivery leaves out is as it was said before, and until it was said, as it was said first.
filled as (
  select * from spoken where not has_gaps
  union all by name
  select s.* replace (
    coalesce(last_value(s.division ignore nulls) over so_far, f.division) as division,
    coalesce(last_value(s.department ignore nulls) over so_far, f.department) as department,
    coalesce(last_value(s.site ignore nulls) over so_far, f.site) as site,
    coalesce(last_value(s.level ignore nulls) over so_far, f.level) as level,
    coalesce(last_value(s.manager_id ignore nulls) over so_far, f.manager_id) as manager_id,
    coalesce(last_value(s.affiliation ignore nulls) over so_far, f.affiliation) as affiliation
  )
  from spoken s
  join first_said f using (canonical_id)
  where s.has_gaps
  window so_far as (partition by canonical_id order by told_at rows between unbounded preceding and current row)
),
-- Of what several accounts say of the same days, one stands.
chosen as (
  select * from filled
  where told_at in (select max(rowid) from people_told group by canonical_id, told_on, ordinal, tier, valid_from)
),
starting as (
  select
    *,
    valid_from is null and valid_to is null and count(*) over one_delivery = 1 as is_undated,
    case when is_undated then told_on else coalesce(valid_from, date '0001-01-01') end as starts_on,
    lead(valid_from) over one_delivery as next_from
  from chosen
  window one_delivery as (
    partition by canonical_id, told_on, ordinal order by valid_from nulls first
    rows between unbounded preceding and unbounded following
  )
),
standing as (
  -- From the first day that it speaks of, a delivery replaces whatever was said before.
  select
    *,
    min(starts_on) over (
      partition by canonical_id order by told_on, ordinal groups between 1 following and unbounded following
    ) as replaced_from,
    least(valid_to, next_from, replaced_from) as ends_on
  from starting
  qualify replaced_from is null or starts_on < replaced_from
),
described as (
  select
    canonical_id,
    {
      'division': coalesce(s.division, known.division),
      'department': coalesce(s.department, known.department),
      'site': coalesce(s.site, known.site),
      'level': coalesce(s.level, known.level),
      'manager_id': coalesce(s.manager_id, known.manager_id),
      'affiliation': coalesce(s.affiliation, known.affiliation, 'unknown'),
      'kind': case when s.kind <> 'human' then s.kind else coalesce(known.platform_kind, 'human') end,
      'joined_on': case when is_undated then known.joined_on else coalesce(s.joined_on, known.joined_on) end,
      'left_on': case when is_undated then known.left_on else coalesce(s.left_on, known.left_on) end
    } as person,
    is_undated, starts_on, ends_on
  from standing s
  join people_known known using (canonical_id)
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
