-- Variable: rows (path). What the files hold, then what becomes of each post.
create temp table discourse_row as
select *
from read_json(getvariable('rows'), format = 'newline_delimited', columns = {
  file: 'varchar', line: 'bigint', problem: 'varchar', is_post: 'boolean', id: 'bigint', topic_id: 'bigint',
  post_number: 'bigint', reply_to: 'bigint', post_type: 'bigint', user_id: 'bigint', username: 'varchar',
  name: 'varchar', category_id: 'bigint', is_private: 'boolean', created_at: 'varchar', updated_at: 'varchar',
  deleted: 'boolean', mentions: 'varchar[]', asks: 'boolean', announced: 'bigint[]',
  named: 'struct(id bigint, name varchar, parent bigint)'});

-- The last saved copy is the post: archives hold conflict copies, re-saved posts, and pages of topics that overlap.
create temp table discourse_post as
with topic as (
  select topic_id, max(category_id) as category_id, bool_and(is_private) as is_private
  from discourse_row
  where category_id is not null or is_private
  group by topic_id
),
-- Some pages of a topic say nothing of where it stands, and others do.
post as (
  select
    r.* exclude (announced, named)
      replace (coalesce(r.category_id, if(r.is_private, null, t.category_id)) as category_id,
        r.is_private or coalesce(r.category_id is null and t.is_private, false) as is_private),
    try_cast(created_at as timestamptz) at time zone 'UTC' as occurred_at
  from discourse_row r
  left join topic t using (topic_id)
  where announced is null and named is null
),
judged as (
  select
    *,
    case
      when problem is not null then problem
      when not is_post then null
      when id is null or topic_id is null or post_number is null then 'missing_id'
      when occurred_at is null then 'invalid_time'
    end as fault
  from post
),
counted as (
  select *, row_number() over (
    partition by id, fault is null and is_post
    order by try_cast(updated_at as timestamptz) desc nulls last, file, line) as copy
  from judged
),
ruled as (
  select
    * exclude (problem, created_at, updated_at),
    case
      when not is_post then 'not_a_post'
      when is_private then 'private_message'
      when deleted then 'deleted'
      when post_type = 2 then 'moderator_action'
      when post_type = 3 then 'small_action'
      when post_type = 4 then 'whisper'
      when post_type is distinct from 1 then 'unknown_post_type'
      when user_id is null then 'deleted_author'
    end as exclusion
  from counted
)
select
  *,
  case
    when fault is not null then 'rejected'
    when not is_post then 'ignored'
    when copy > 1 then 'duplicate'
    when exclusion is not null then 'ignored'
    else 'used'
  end as outcome
from ruled;

-- Accounts up to 0 are the forum's own: system, discobot.
create temp macro discourse_is_service(who) as coalesce(who <= 0, false);
