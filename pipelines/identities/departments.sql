-- Every spelling of a department, who bears it by the last word of each account, and whether a directory uses it.
-- Reads known_accounts. Variables: people_files.
create temp table spelt_departments as
with directories as (
  select import_id from imports
  where import_id not in (select import_id from import_codes where import_code in (select distinct import_code from coded_events))
),
told as (
  select
    p.*, i.imported_at,
    row_number() over (partition by i.source, p.person_id order by i.imported_at desc, p.as_of desc nulls last, p.valid_from desc nulls last) as rank
  from read_parquet(getvariable('people_files'), union_by_name = true) p
  join imports i using (import_id)
  where p.registered
)
select
  t.department as label,
  count(distinct k.person_id) filter (where t.rank = 1) as people,
  arg_max(t.division, t.imported_at) as division,
  bool_or(t.import_id in (select import_id from directories)) as in_directory
from told t
join known_accounts k on k.account_id = t.person_id
where t.department is not null
group by t.department;
