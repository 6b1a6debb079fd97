-- What an import tells again replaces what earlier ones told. Reads import_events.

create or replace temp table told_again as
select rowid as event, day from coded_events where event_id in (select event_digest from import_events);

insert into touched_days select distinct day from told_again where day is not null;

delete from coded_events where rowid in (select event from told_again);
