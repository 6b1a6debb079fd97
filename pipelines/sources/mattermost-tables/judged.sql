-- What becomes of each row: why it is rejected (`fault`), why it is left out (`exclusion`), or which copy it is.

create temp table judged_users as
select
  *,
  if(id is null, 'missing_id', null) as fault,
  null::varchar as exclusion,
  row_number() over (partition by id order by line) as copy
from users_lines;

create temp table judged_channels as
select
  * exclude (exclusion),
  if(id is null, 'missing_id', null) as fault,
  exclusion,
  row_number() over (partition by id order by line) as copy
from channels_lines;

create temp table judged_channelmembers as
select
  m.*,
  case when m.channelid is null then 'missing_channel' when m.userid is null then 'missing_person' end as fault,
  if(c.id is null, 'unknown_channel', c.exclusion) as exclusion,
  row_number() over (partition by m.channelid, m.userid order by m.line) as copy
from channelmembers_lines m
left join closed_channels c on c.id = m.channelid;

create temp table judged_channelmemberhistory as
select
  h.*,
  case
    when h.channelid is null then 'missing_channel'
    when h.userid is null then 'missing_person'
    when h.joined_at is null or (h.leavetime is not null and h.leavetime <> '0' and h.left_at is null) then 'invalid_time'
  end as fault,
  if(c.id is null, 'unknown_channel', c.exclusion) as exclusion,
  row_number() over (partition by h.channelid, h.userid, h.joined_at order by h.left_at desc nulls last, h.line) as copy
from channelmemberhistory_lines h
left join closed_channels c on c.id = h.channelid;

create temp table judged_posts as
select
  p.*,
  mattermost_nature(p.kind) as nature,
  p.automatic or mattermost_is_bot(p.userid) as by_service,
  case
    when p.id is null then 'missing_id'
    when p.channelid is null then 'missing_channel'
    when p.wanted and p.userid is null then 'missing_author'
    when p.wanted and p.occurred_at is null then 'invalid_time'
  end as fault,
  case
    when c.id is null then 'unknown_channel'
    when c.exclusion is not null then c.exclusion
    when p.earlier_version then 'earlier_version'
    when p.deleted then 'deleted'
    when mattermost_nature(p.kind) <> 'contribution' then mattermost_rule(p.kind)
  end as exclusion,
  row_number() over (partition by p.id order by p.line) as copy
from posts_lines p
left join closed_channels c on c.id = p.channelid;

-- A post to which others can turn: a contribution, or the server's notice that somebody joined.
create temp table addressed_posts as
select id, channelid, userid, occurred_at, coalesce(rootid, id) as thread, nature, by_service
from judged_posts
where fault is null and copy = 1 and wanted and not deleted and nature in ('contribution', 'join');

create temp table judged_reactions as
select
  r.*,
  p.channelid, p.userid as author, p.occurred_at as posted_at, p.nature, p.by_service,
  coalesce(p.rootid, p.id) as thread,
  case when r.userid is null then 'missing_person' when r.postid is null or r.emoji is null then 'missing_id' end as fault,
  case
    when r.withdrawn then 'withdrawn'
    when p.id is null then 'unknown_post'
    when p.fault is not null then 'rejected_post'
    when not p.wanted or p.deleted then p.exclusion
  end as exclusion,
  row_number() over (partition by r.withdrawn, r.postid, r.userid, r.emoji order by r.reacted_at, r.line) as copy
from reactions_lines r
left join judged_posts p on p.id = r.postid and p.copy = 1;
