-- Variables: records and occurrences, what became of each event and the interventions found, as newline-delimited JSON.
insert into staged_records (file, line, outcome, rule)
select file, line, outcome, rule
from read_json(getvariable('records'), format = 'newline_delimited',
  columns = {'file': 'VARCHAR', 'line': 'BIGINT', 'outcome': 'VARCHAR', 'rule': 'VARCHAR'});

insert into staged_interventions by name
select native_id, kind, name, starts_on, ends_on
from read_json(getvariable('occurrences'), format = 'newline_delimited',
  columns = {'native_id': 'VARCHAR', 'kind': 'VARCHAR', 'name': 'VARCHAR', 'starts_on': 'DATE', 'ends_on': 'DATE'});
