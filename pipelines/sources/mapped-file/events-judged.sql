-- Each row of one file with what it is, or why it is not. Variables: file, first_line, file_at, day_first, date_format,
-- zone, has_date, has_kind, has_parent, always, otherwise, earliest, latest. Table: kind_values.
create table if not exists mapped_judged (
  file varchar, file_at integer, row_at bigint, line bigint, outcome varchar, rule varchar, detail varchar, told varchar,
  actor varchar, target varchar, community varchar, thread varchar, answered varchar, event_id varchar, via varchar,
  occurred_at timestamp, written varchar, actor_name varchar, actor_email varchar, actor_department varchar,
  community_name varchar
);

insert into staged_records (file, line, outcome, rule, detail)
select getvariable('file'), line, 'rejected', reason, null from broken_lines;

insert into mapped_judged
with plain as (
  select rowid as row_at, *, with_month_number(plain_date(occurred_at)) as plain_date from mapped_rows
),
stated as (
  select *, stated_moment(plain_date, occurred_at, getvariable('day_first')) as stated from plain
),
told as (
  select
    r.* replace (person_key(r.actor) as actor, person_key(r.target) as target),
    -- Some tools write 0 for "nothing", or a first message as its own parent.
    case when r.parent in ('0', '-1', '-') or r.parent = r.event_id then null else r.parent end as answered,
    zoned(r.stated, r.occurred_at, getvariable('zone')) as moment,
    case
      when not getvariable('has_kind') then getvariable('always')
      else coalesce(
        v.kind,
        case when lower(r.kind) in ('post', 'reply', 'reaction', 'mention', 'message', 'share', 'join', 'leave', 'view') then lower(r.kind) end,
        nullif(getvariable('otherwise'), ''))
    end as told
  from stated r
  left join kind_values v on v.written = lower(coalesce(r.kind, ''))
),
judged as (
  select
    *,
    case
      when unreadable then 'not_json'
      when coalesce(told, '') = 'ignore' then null
      when is_spoiled_id(event_id) or is_spoiled_id(actor) then 'spoiled_id'
      when actor is null then 'missing_actor'
      -- The total or the note under a report, whose only cell that is read stands where who acts should.
      when getvariable('has_date') and kind is null and coalesce(occurred_at, community, target, event_id, parent, thread) is null then 'no_act'
      when told is null and kind is null then 'missing_kind'
      when told is null then 'unknown_kind'
      when occurred_at is not null and moment is null then 'unknown_date'
      when moment < getvariable('earliest')::timestamp or moment >= getvariable('latest')::timestamp then 'date_out_of_range'
    end as fault,
    actor is null and occurred_at is null and kind is null and community is null and target is null and event_id is null
      and parent is null and not unreadable as is_empty
  from told
)
select
  getvariable('file'), getvariable('file_at'), row_at, line_of(row_at),
  case when is_empty or (fault is null and told = 'ignore') then 'ignored' when fault is not null then 'rejected' else 'used' end,
  case when is_empty then 'empty_row' when fault is not null then fault when told = 'ignore' then 'left_out' end,
  case when is_empty then null else
    case fault when 'unknown_kind' then left(kind, 60) when 'unknown_date' then left(occurred_at, 60)
      when 'date_out_of_range' then moment::date::varchar end
  end,
  told, actor, target, community, thread, answered, event_id,
  case
    when regexp_matches(lower(via), 'mail') then 'e-mail'
    when regexp_matches(lower(via), 'mobile|android|ios|iphone|ipad|phone|tablet|app\b') then 'mobile'
    when regexp_matches(lower(via), 'web|browser|desktop|navigateur|ordinateur|chrome|firefox|edge|safari') then 'web'
  end,
  moment,
  -- What the row says, before it is understood: an event keeps its id when the mapping of kinds or zones is mended.
  concat_ws(chr(31), actor, coalesce(target, ''), coalesce(occurred_at, ''), coalesce(kind, getvariable('always')),
    coalesce(community, ''), coalesce(thread, ''), coalesce(parent, '')),
  actor_name, actor_email, actor_department, community_name
from judged;
