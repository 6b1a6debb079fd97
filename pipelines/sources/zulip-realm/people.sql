-- Everybody with an account. Variables: department_field, division_field, site_field, level_field (ids, or empty).
insert into staged_people (native_id, display_name, email, department, division, site, level, affiliation, kind, joined_on, left_on)
with said as (
  -- The value of a list to choose from is the key of a choice.
  select
    v.person, v.field,
    case when len(f.options) > 0 then list_filter(f.options, lambda choice: choice."key" = v.value)[1].label else nullif(v.value, '') end as value
  from zulip_row v
  join (select id, options from zulip_row where what = 'field') f on f.id = v.field
  where v.what = 'value'
),
placed as (
  select
    person,
    min(value) filter (where field = getvariable('department_field')) as department,
    min(value) filter (where field = getvariable('division_field')) as division,
    min(value) filter (where field = getvariable('site_field')) as site,
    min(value) filter (where field = getvariable('level_field')) as level
  from said
  group by person
),
closed as (
  select person, arg_max(meaning, (occurred_at, id::bigint)) as last_meaning, max(occurred_at)::date as last_day
  from zulip_audit
  where meaning in ('person_deactivated', 'person_reactivated')
  group by person
)
select
  a.id, a.name, a.email, p.department, p.division, p.site, p.level,
  case when a.origin <> 'member' then 'unknown' when a.guest then 'external' else 'internal' end,
  if(a.bot, 'service', 'human'),
  zulip_moment(a.seconds)::date,
  -- Someone without consent to the export is written as inactive, which says nothing.
  case when a.origin = 'member' and not a.active
    then if(c.last_meaning = 'person_deactivated', c.last_day, zulip_moment(a.last_seconds)::date) end
from zulip_account a
left join placed p on p.person = a.id
left join closed c on c.person = a.id
order by a.id;
