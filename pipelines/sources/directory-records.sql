-- Variables: records, the entries of a directory as newline-delimited JSON, in the order of the files.
-- A day that no calendar has says no more than none.
create or replace table directory_entries as
select * replace (try_cast(left_on as date) as left_on) from read_json(getvariable('records'), format = 'newline_delimited', columns = {
  'file': 'VARCHAR', 'line': 'BIGINT', 'outcome': 'VARCHAR', 'rule': 'VARCHAR', 'native_id': 'VARCHAR',
  'display_name': 'VARCHAR', 'email': 'VARCHAR', 'employee_id': 'VARCHAR', 'sso_subject': 'VARCHAR', 'division': 'VARCHAR', 'department': 'VARCHAR', 'site': 'VARCHAR',
  'affiliation': 'VARCHAR', 'called': 'VARCHAR[]', 'manager': 'VARCHAR', 'left_on': 'VARCHAR'
});

create or replace temp table directory_entries_judged as
with numbered as (
  select
    rowid as row_at, *,
    hash(display_name, email, employee_id, sso_subject, division, department, site, affiliation, manager, left_on) as content
  from directory_entries
)
select
  *,
  row_number() over one_person as occurrence,
  content = first_value(content) over one_person as says_the_same
from numbered
window one_person as (partition by outcome, native_id order by row_at);

insert into staged_records (file, line, outcome, rule)
select
  file, line,
  case when outcome <> 'used' or occurrence = 1 then outcome when says_the_same then 'duplicate' else 'ignored' end,
  case when outcome <> 'used' then rule when occurrence > 1 and not says_the_same then 'person_again_in_same_period' end
from directory_entries_judged
order by row_at;

insert into staged_people by name
with kept as (
  select * from directory_entries_judged where outcome = 'used' and occurrence = 1
),
names as (
  select called, min(native_id) as native_id
  from (select unnest(called) as called, native_id from kept)
  group by called
)
select
  k.native_id, k.display_name, k.email, k.division, k.department, k.site,
  coalesce(n.native_id, case when k.manager like '%_@_%' and not contains(k.manager, '=') then k.manager end) as manager_native_id,
  k.affiliation, k.left_on, k.employee_id, k.sso_subject
from kept k
left join names n on n.called = k.manager
order by k.row_at;
