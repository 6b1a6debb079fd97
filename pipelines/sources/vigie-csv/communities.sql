-- Variables: file, first_line. Reads side_rows, whose dates have become days (read-days.ts).
create or replace temp table communities_judged as
with rows as (
  select
    rowid as row_at,
    trim(community_id) as native_id,
    *,
    case when unreadable then 'not_json' when coalesce(trim(community_id), '') = '' then 'missing_community_id' end as fault
  from side_rows
)
select *, row_at in (select min(row_at) from rows group by fault is null, native_id) as is_first from rows;

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, 'rejected', reason, null from broken_lines
union all
select
  getvariable('file'), line_of(row_at),
  case when fault is not null then 'rejected' when not is_first then 'duplicate' else 'used' end, fault, null
from communities_judged;

insert into staged_communities
select
  native_id, coalesce(trim(name), native_id),
  case when lower(trim(type)) in ('practice', 'expertise', 'sector', 'project', 'organisation', 'interest') then lower(trim(type)) end,
  created_on_day, trim(created_by), archived_on_day,
  case when lower(trim(visibility)) in ('public', 'private') then lower(trim(visibility)) end, false
from communities_judged
where fault is null and is_first
order by row_at;
