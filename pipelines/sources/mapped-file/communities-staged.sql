create or replace temp table mapped_community as
select *, row_number() over (partition by community order by file_at, row_at) as occurrence
from mapped_judged
where fault is null and not is_empty;

insert into staged_records (file, line, outcome, rule, detail)
select file, line, if(is_empty, 'ignored', 'rejected'), if(is_empty, 'empty_row', fault), null
from mapped_judged where fault is not null or is_empty
union all
select file, line, if(occurrence > 1, 'duplicate', 'used'), null, null from mapped_community;

insert into staged_communities (native_id, name, created_on, created_by_native_id, archived_on)
select community, name, created_on, created_by, archived_on from mapped_community where occurrence = 1
order by file_at, row_at;
