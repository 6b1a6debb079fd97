-- Posts and replies, one row each, and what each of them is. `nth` is 0 for the post of a line, then its replies.
create temp table mattermost_message as
with message as (
  select rowid + 1 as line, 0 as nth, post_team, post_channel, unnest(root)
  from mattermost_line
  where type = 'post'
  union all
  select line, nth, post_team, post_channel, unnest(reply)
  from (
    select rowid + 1 as line, post_team, post_channel, unnest(replies) as reply, unnest(range(1, len(replies) + 1)) as nth
    from mattermost_line
    where type = 'post'
  )
),
known as (
  select username from mattermost_account union select author from message where author is not null
),
placed as (
  select m.*, p.channel, mattermost_time(m.written_at) as occurred_at, s.username as text_subject
  from message m
  left join mattermost_place p on p.team = m.post_team and p.name = m.post_channel
  left join known s on s.username = lower(m.notice['subject'])
),
told as (
  select
    *,
    case
      when mattermost_nature(kind) <> 'contribution' then mattermost_nature(kind)
      when kind <> '' or text_subject is null then 'contribution'
      when notice['verb'] in ('joined', 'left') and text_subject <> author then 'contribution'
      when notice['place'] = 'team' then 'notice'
      when notice['verb'] = 'joined' then 'join'
      when notice['verb'] = 'left' then 'leave'
      when notice['verb'] = 'was removed from' then 'removed'
      else 'added'
    end as told_nature
  from placed
),
described as (
  select
    *,
    case
      -- Whoever added a person wrote the notice: without the person's name nobody is known to have joined.
      when told_nature in ('added', 'removed') and coalesce(about, text_subject) is null then 'notice'
      when told_nature = 'added' then 'join'
      when told_nature = 'removed' then 'leave'
      else told_nature
    end as nature,
    if(told_nature in ('added', 'removed'), coalesce(about, text_subject), author) as subject,
    automatic or mattermost_is_bot(author) as by_service,
    case
      when channel is null then 'missing_channel'
      when author is null then 'missing_author'
      when occurred_at is null then 'invalid_time'
    end as fault,
    channel || '/' || author || '/' || epoch_ms(occurred_at) as moment
  from told
),
-- A message has no id. Its channel, author and millisecond name it, and survive a later correction of the text; the
-- text takes part only where several share all three.
counted as (
  select
    * exclude (told_nature, text_subject, notice, about, written_at, post_team, post_channel),
    row_number() over (partition by fault, moment, digest order by line, nth) as copy,
    min(digest) over (partition by moment) <> max(digest) over (partition by moment) as shares_moment
  from described
)
select
  * exclude (copy, moment, shares_moment, digest),
  moment || if(shares_moment, '/' || digest, '') as message_id,
  case
    when fault is not null then 'rejected'
    when copy > 1 then 'duplicate'
    when nature = 'notice' then 'ignored'
    else 'used'
  end as outcome
from counted;
