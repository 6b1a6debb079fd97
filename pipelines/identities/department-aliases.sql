-- Departments as the steward says they are called; the imports keep their spelling. Reads department_aliases.
create or replace temp view all_people as
select p.* replace (coalesce(a.division, p.division) as division, coalesce(a.department, p.department) as department)
from spelt_people p
left join department_aliases a on a.label = p.department;

create or replace temp view all_interventions as
select n.* replace (coalesce(a.department, n.department) as department)
from spelt_interventions n
left join department_aliases a on a.label = n.department;
