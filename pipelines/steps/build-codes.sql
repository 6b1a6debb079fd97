-- Numbers for the people, communities and imports that have none yet, and what the build is to look at again.

insert into person_codes
select (select coalesce(max(person_code), 0) from person_codes) + row_number() over (order by person_id), person_id
from (select distinct person_id from people where person_id not in (select person_id from person_codes));

insert into community_codes
select (select coalesce(max(community_code), 0) from community_codes) + row_number() over (order by community_id), community_id
from (select distinct community_id from communities where community_id not in (select community_id from community_codes));

insert into import_codes
select (select coalesce(max(import_code), 0) from import_codes) + row_number() over (order by ordinal), import_id, source
from import_roles
where import_id not in (select import_id from import_codes);

create or replace temp table touched_days (day date);

-- Filled for imports of many events (build-zone-days.sql).
create or replace temp table zone_days (utc_day date, shift_us bigint);

create or replace temp table services as
select distinct c.person_code from people p join person_codes c using (person_id) where p.kind <> 'human';

-- Whoever became a bot or service account, or is one no more, since the former snapshot.
create or replace temp table touched_people as
(from services except from service_codes)
union all
(from service_codes except from services);

truncate service_codes;
insert into service_codes from services order by all;
