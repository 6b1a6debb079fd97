-- What becomes of each document: why it is rejected (`fault`), why it is left out (`exclusion`), or which copy it is.

create temp table judged_users as
select
  *,
  if(id is null, if(username is null, 'invalid_line', 'missing_id'), null) as fault,
  if(visitor, 'livechat_guest', null) as exclusion,
  row_number() over (partition by id order by rowid) as copy
from rocketchat_users;

create temp table judged_rooms as
select
  r.*,
  if(r.id is null, if(r.type is null, 'invalid_line', 'missing_id'), null) as fault,
  o.exclusion,
  row_number() over (partition by r.id order by r.rowid) as copy
from rocketchat_rooms r
left join rocketchat_open o on o.id = r.id;

create temp table judged_subscriptions as
select
  s.*,
  case when s.room is null then 'missing_channel' when o.id is not null and o.exclusion is null and s.person is null then 'missing_person' end as fault,
  if(o.id is null, 'unknown_channel', o.exclusion) as exclusion,
  row_number() over (partition by s.room, s.person order by s.rowid) as copy
from rocketchat_subscriptions s
left join rocketchat_open o on o.id = s.room;

create temp table rocketchat_services as
select distinct id from judged_users where id is not null and kind in ('bot', 'app');
create or replace temp macro rocketchat_is_bot(who) as coalesce(who in (select id from rocketchat_services), false);

-- Notices and reactions name people by username: those of the accounts, then those of authors whose account is gone.
create temp table rocketchat_names as
with account as (
  select username, min(id) as id from judged_users where id is not null and username is not null and not visitor group by username
),
author as (
  select username, arg_max(author, occurred_at) as id
  from rocketchat_messages
  where author is not null and username is not null
  group by username
)
select username, id from account
union all
select username, id from author where username not in (select username from account);

create temp table judged_messages as
with described as (
  select
    m.* exclude (about),
    m.rowid as seq,
    o.exclusion as room_exclusion,
    o.id is null as room_unknown,
    n.id as named,
    case
      when rocketchat_nature(m.kind) not in ('added', 'removed') then rocketchat_nature(m.kind)
      -- Whoever added a person wrote the notice: without the person nobody is known to have joined.
      when n.id is null then 'notice'
      when rocketchat_nature(m.kind) = 'added' then 'join'
      else 'leave'
    end as nature
  from rocketchat_messages m
  left join rocketchat_open o on o.id = m.room
  left join rocketchat_names n on n.username = m.about
)
select
  * exclude (room_exclusion, room_unknown, named, seq),
  if(rocketchat_nature(kind) in ('added', 'removed'), named, author) as subject,
  automatic or rocketchat_is_bot(author) as by_service,
  case
    when id is null and room is null then 'invalid_line'
    when id is null then 'missing_id'
    when room is null then 'missing_channel'
    when wanted and author is null then 'missing_author'
    when wanted and occurred_at is null then 'invalid_time'
  end as fault,
  case
    when room_unknown then 'unknown_channel'
    when room_exclusion is not null then room_exclusion
    when earlier then 'earlier_version'
    when hidden or kind = 'rm' then 'deleted'
    when nature = 'notice' then rocketchat_rule(kind)
  end as exclusion,
  row_number() over (partition by id order by seq) as copy
from described;

-- What others can turn to.
create temp table rocketchat_said as
select * from judged_messages where fault is null and exclusion is null and copy = 1 and nature = 'contribution';

-- A quotation outside a thread continues the thread of the message quoted, which may be a quotation itself. One edited so
-- that two quote each other ends the climb at its fiftieth step.
create temp table rocketchat_threads as
with recursive edge as (
  select m.id, coalesce(q.root, q.id) as above
  from rocketchat_said m
  join rocketchat_said q on q.id = m.quoted and q.room = m.room and q.id <> m.id
  where m.root is null and q.occurred_at <= m.occurred_at
),
climb as (
  select id, above, 1 as step from edge
  union all
  select c.id, e.above, step + 1 from climb c join edge e on e.id = c.above where step < 50
)
select id, arg_max(above, step) as thread from climb group by id;
