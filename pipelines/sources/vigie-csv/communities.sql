-- Variables: file, first_line, day_first.
create or replace temp table communities_judged as
with rows as (
  select
    rowid as row_at,
    trim(community_id) as native_id,
    *,
    case when unreadable then 'not_json' when coalesce(trim(community_id), '') = '' then 'missing_community_id' end as fault
  from side_rows
)
select *, row_number() over (partition by fault is null, native_id order by row_at) as occurrence from rows;

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, 'rejected', reason, null from broken_lines
union all
select
  getvariable('file'), line_of(row_at),
  case when fault is not null then 'rejected' when occurrence > 1 then 'duplicate' else 'used' end, fault, null
from communities_judged;

insert into staged_communities
select
  native_id, coalesce(trim(name), native_id),
  case when lower(trim(type)) in ('practice', 'expertise', 'sector', 'project', 'organisation', 'interest') then lower(trim(type)) end,
  date_of(created_on, getvariable('day_first')), trim(created_by), date_of(archived_on, getvariable('day_first')),
  case when lower(trim(visibility)) in ('public', 'private') then lower(trim(visibility)) end, false
from communities_judged
where fault is null and occurrence = 1
order by row_at;
