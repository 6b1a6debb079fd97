create or replace temp table mapped_member as
select *, row_number() over (partition by community, person, valid_from order by file_at, row_at) as occurrence
from mapped_judged
where outcome = 'used';

insert into staged_records (file, line, outcome, rule, detail)
select file, line, outcome, rule, detail from mapped_judged where outcome <> 'used'
union all
select file, line, if(occurrence > 1, 'duplicate', 'used'), null, null from mapped_member;

insert into staged_memberships
select community, person, role, valid_from, valid_to from mapped_member where occurrence = 1 order by file_at, row_at;

insert into staged_communities (native_id, name)
select community, min(community_name) from mapped_member
where community_name is not null and community_name <> community
group by community order by community;
