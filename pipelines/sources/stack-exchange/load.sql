-- Variables: posts, users, comments, votes (the rewritten tables; an absent one has no line).

create temp macro se_time(x) as try_cast(x as timestamptz) at time zone 'UTC';
-- Accounts below 0 are the site's own.
create temp macro se_is_service(who) as coalesce(who::bigint < 0, false);

create temp table se_user as
with person as (
  select *, row_number() over (partition by id order by line) as copy
  from read_json(getvariable('users'), format = 'newline_delimited', columns = {
    file: 'varchar', line: 'bigint', id: 'varchar', name: 'varchar', created: 'varchar'})
)
select
  *,
  case when id is null then 'rejected' when copy > 1 then 'duplicate' else 'used' end as outcome,
  case when id is null then 'missing_id' end as rule
from person;

-- Of two copies of a post the one active last is the post.
create temp table se_post as
with post as (
  select *, se_time(created) as occurred_at
  from read_json(getvariable('posts'), format = 'newline_delimited', columns = {
    file: 'varchar', line: 'bigint', id: 'varchar', type: 'varchar', parent: 'varchar', owner: 'varchar',
    tag: 'varchar', created: 'varchar', changed: 'varchar'})
),
judged as (
  select *, case when id is null then 'missing_id' when occurred_at is null then 'invalid_time' end as fault from post
),
ruled as (
  select
    *,
    row_number() over (partition by id, fault order by se_time(changed) desc nulls last, line) as copy,
    case
      when type is null or type not in ('1', '2') then 'not_a_question_or_answer'
      when owner is null then 'deleted_author'
    end as exclusion
  from judged
)
select
  file, line, id, owner, occurred_at,
  type = '1' as is_question,
  if(type = '2', parent, null) as parent,
  tag,
  case
    when fault is not null then 'rejected' when copy > 1 then 'duplicate' when exclusion is not null then 'ignored' else 'used'
  end as outcome,
  case when fault is not null then fault when copy = 1 then exclusion end as rule
from ruled;

-- A question belongs to its first tag, the others with it; on a site without tags everything belongs to the site.
create temp table se_known_post as
with known as (
  select * from se_post where outcome in ('used', 'ignored')
),
tagged as (
  select count(*) > 0 as has_tags from known where is_question and tag is not null
)
select
  p.id, p.owner, p.parent, p.occurred_at,
  p.outcome = 'used' as is_used,
  p.is_question,
  if(p.is_question, p.id, coalesce(p.parent, p.id)) as question,
  if(t.has_tags, coalesce(if(p.is_question, p.tag, null), q.tag), 'site') as community
from known p
cross join tagged t
left join known q on q.id = p.parent and q.is_question;

create temp table se_comment as
with comment as (
  select *, se_time(created) as occurred_at
  from read_json(getvariable('comments'), format = 'newline_delimited', columns = {
    file: 'varchar', line: 'bigint', id: 'varchar', post: 'varchar', owner: 'varchar', created: 'varchar'})
),
judged as (
  select
    *, case when id is null or post is null then 'missing_id' when occurred_at is null then 'invalid_time' end as fault
  from comment
),
counted as (
  select *, row_number() over (partition by id, fault order by line) as copy from judged
)
select
  * exclude (fault),
  case
    when fault is not null then 'rejected' when copy > 1 then 'duplicate' when owner is null then 'ignored' else 'used'
  end as outcome,
  case when fault is not null then fault when copy = 1 and owner is null then 'deleted_author' end as rule
from counted;

-- Who voted is not told, except where it goes without saying (only the asker accepts an answer) and, in older dumps,
-- for bookmarks. A vote has a day, no hour.
create temp table se_vote as
with vote as (
  select *, se_time(created) as day
  from read_json(getvariable('votes'), format = 'newline_delimited', columns = {
    file: 'varchar', line: 'bigint', id: 'varchar', post: 'varchar', type: 'varchar', owner: 'varchar',
    created: 'varchar'})
),
known as (
  select
    v.*,
    p.id as known_post,
    p.owner as author,
    p.is_used,
    p.question,
    p.community,
    greatest(v.day, p.occurred_at) as occurred_at,
    case v.type when '1' then q.owner when '5' then v.owner end as voter
  from vote v
  left join se_known_post p on p.id = v.post
  left join se_known_post q on q.id = p.parent
),
judged as (
  select
    *, case when id is null or post is null then 'missing_id' when day is null then 'invalid_time' end as fault
  from known
),
counted as (
  select *, row_number() over (partition by id, fault order by line) as copy from judged
)
select
  * exclude (fault),
  case
    when fault is not null then 'rejected' when copy > 1 then 'duplicate' when voter is null then 'ignored' else 'used'
  end as outcome,
  case
    when fault is not null then fault
    when copy > 1 or voter is not null then null
    when owner is not null then 'bounty'
    else 'vote_without_voter'
  end as rule
from counted;
