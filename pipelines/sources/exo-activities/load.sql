create temp table exo_row as
select * from read_json(getvariable('rows'), format = 'newline_delimited', columns = {
  what: 'varchar', file: 'varchar', line: 'bigint', problem: 'varchar', id: 'varchar', author: 'varchar', skipped: 'varchar',
  space: 'varchar', activity: 'varchar', parent: 'varchar', "at": 'varchar', updated: 'varchar', shared: 'varchar',
  shared_author: 'varchar', mentions: 'varchar[]', likers: 'varchar[]', likes_collected: 'boolean', asks: 'boolean',
  name: 'varchar', private: 'boolean', members: 'varchar[]', managers: 'varchar[]', animator: 'boolean'});

create temp table exo_user as
select * from read_json(getvariable('users'), format = 'newline_delimited', columns = {
  id: 'varchar', name: 'varchar', email: 'varchar', guest: 'boolean', deleted: 'boolean', "at": 'varchar',
  department: 'varchar', division: 'varchar', site: 'varchar', level: 'varchar'})
where id is not null
qualify row_number() over (partition by id order by email nulls last) = 1;

-- ISO 8601, with +0200 for +02:00 from some versions; milliseconds since 1970 in some lists.
create temp macro exo_moment(x) as coalesce(
  make_timestamp(epoch_us(try_cast(regexp_replace(x, '([+-]\d{2})(\d{2})$', '\1:\2') as timestamptz))),
  case when regexp_full_match(x, '\d{12,13}') then make_timestamp(x::bigint * 1000) end);

-- Activities and comments. The same one can be collected twice, by overlapping pages: the one changed last counts.
create temp table exo_message as
with judged as (
  select
    *, exo_moment("at") as occurred_at,
    case
      when id is null then 'missing_id'
      when skipped is not null then null
      when author is null then 'missing_author'
      when occurred_at is null then 'invalid_time'
    end as fault
  from exo_row
  where what in ('activity', 'comment')
),
counted as (
  select *, row_number() over (
    partition by what, id, fault is null order by exo_moment(updated) desc nulls last, file, line) as copy
  from judged
),
-- What the platform adds below its own messages ("has joined the space") is written in people's names as comments.
excluded as (
  select id from counted where what = 'activity' and copy = 1 and skipped = 'system_activity'
)
select
  c.what, c.id, c.file, c.line, c.author, c.occurred_at, c.mentions, c.likers, c.asks, c.shared, c.shared_author,
  if(c.what = 'activity', c.id, c.activity) as thread,
  coalesce(c.parent, if(c.what = 'comment', c.activity, null)) as parent,
  c.space,
  coalesce(c.fault, c.skipped, if(e.id is not null, 'on_system_activity', null)) as rule,
  case
    when c.fault is not null then 'rejected'
    when c.copy > 1 then 'duplicate'
    when c.skipped is not null or e.id is not null then 'ignored'
    else 'used'
  end as outcome
from counted c
left join excluded e on c.what = 'comment' and e.id = c.activity;

-- A comment stands in the space of its activity.
create temp table exo_kept as
select m.* exclude (space), if(m.what = 'activity', m.space, a.space) as space
from exo_message m
left join exo_message a on m.what = 'comment' and a.what = 'activity' and a.outcome = 'used' and a.id = m.thread
where m.outcome = 'used';
