-- From the rows of all files to events: ids, whom a reply answers, which thread it is in.
-- Rows without an id are known by content and by how many times it was met: a reload adds none.
create or replace temp table mapped_event as
select
  *,
  row_number() over (partition by key order by file_at, row_at) as occurrence
from (
  select *, coalesce(event_id, 'row:' || md5(written)) as key
  from mapped_judged
  where outcome = 'used'
);

insert into staged_records (file, line, outcome, rule, detail)
select file, line, outcome, rule, detail from mapped_judged where outcome <> 'used'
union all
select file, line, if(event_id is not null and occurrence > 1, 'duplicate', 'used'), null, null from mapped_event;

delete from mapped_event where event_id is not null and occurrence > 1;

-- Where each answer chain begins, as far as its own row says; events-climb.sql goes up from there.
create or replace temp table mapped_root as
select event_id as id, any_value(actor) as actor, coalesce(any_value(answered), event_id) as root
from mapped_event
where event_id is not null
group by event_id;
