create or replace temp table mapped_person as
select *, row_number() over (partition by person order by file_at, row_at) as occurrence
from mapped_judged
where fault is null and not is_empty;

insert into staged_records (file, line, outcome, rule, detail)
select file, line, if(is_empty, 'ignored', 'rejected'), if(is_empty, 'empty_row', fault), null
from mapped_judged where fault is not null or is_empty
union all
select file, line, if(occurrence > 1, 'duplicate', 'used'), null, null from mapped_person;

-- A manager may be given by e-mail address where people are known by number.
insert into staged_people (native_id, display_name, email, department, division, site, level, manager_native_id,
  affiliation, joined_on, left_on, employee_id, sso_subject)
select p.person, p.name, p.email, p.department, p.division, p.site, p.level, coalesce(m.person, p.manager),
  'internal', p.joined_on, p.left_on, p.employee_id, p.sso_subject
from mapped_person p
left join (select email, min(person) as person from mapped_person where email is not null group by email) m on m.email = p.manager
where p.occurrence = 1
order by p.file_at, p.row_at;
