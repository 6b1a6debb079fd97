-- Who is in the snapshot, and of which accounts each person is made. Variable: people_files (the imports' people).
create temp table known_accounts as
select distinct l.person_id as account_id, l.canonical_id as person_id, i.source
from linked_people l
join (select distinct import_id, person_id from read_parquet(getvariable('people_files'))) p on p.person_id = l.person_id
join imports i on i.import_id = p.import_id;

create temp table known_people as
select
  k.person_id,
  list_sort(list(distinct k.source)) as sources,
  list_sort(list(distinct {'account_id': k.account_id, 'source': k.source})) as accounts,
  any_value(p.kind) as kind
from known_accounts k
left join (select person_id, any_value(kind) as kind from people group by person_id) p using (person_id)
group by k.person_id;
