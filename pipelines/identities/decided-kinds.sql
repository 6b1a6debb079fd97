-- Who is a person and who is not, as the steward says. Variables: not_people, people_after_all (pseudonyms of accounts).
insert into put_back
select distinct p.person_id
from people p
where p.kind = 'service'
  and p.person_id in (select canonical_id from person_canonical where person_id in (select unnest(getvariable('people_after_all'))))
  and p.person_id not in (select canonical_id from person_canonical where person_id in (select unnest(getvariable('not_people'))));

-- A deleted account stays one: nobody can say that it is in use.
update people
set kind = 'service'
where kind = 'human'
  and person_id in (select canonical_id from person_canonical where person_id in (select unnest(getvariable('not_people'))));

update people
set kind = 'human'
where kind = 'service' and person_id in (select person_id from put_back);
