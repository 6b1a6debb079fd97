insert into staged_communities (native_id, name)
select space, any_value(space_name) from chat_member group by space order by space;

insert into staged_memberships (community_native_id, person_native_id)
select distinct space, person.id from chat_member where person.id is not null order by all;

insert into staged_people (native_id, display_name, email, kind)
with shown as (
  select person.id as id, person.name as name, person.email as email, occurred_at
  from (select author as person, occurred_at from chat_message where fault is null and author is not null)
  union all
  select person.id, person.name, person.email, null from chat_member where person.id is not null
  union all
  select reaction.person, null, reaction.person, null
  from (select unnest(reactions) as reaction from chat_contribution)
)
select id, coalesce(arg_max(name, occurred_at), any_value(name)), any_value(email),
  if(id in (from chat_bot), 'service', 'human')
from shown
group by id
order by id;
