-- What people made: contents (posts, polls, pages of a wiki…) and comments, under one kind of key. Variables: zone.
create temp macro humhub_moment(x) as
  make_timestamp(epoch_us(timezone(getvariable('zone'), try_cast(x as timestamp))));
-- Classes are written `humhub\modules\post\models\Post`, by some tools with doubled backslashes; the last word tells.
create temp macro humhub_class(x) as lower(regexp_extract(x, '([A-Za-z0-9_]+)\s*$', 1));

create temp table humhub_space_of as
select try_cast(contentcontainer_id as bigint) as container, min(try_cast(id as bigint)) as space
from humhub_space
where try_cast(contentcontainer_id as bigint) is not null
group by 1;

create temp table humhub_made as
with typed as (
  select
    'content' as of_table, file, line, unreadable, try_cast(c.id as bigint) as id, humhub_class(object_model) as class,
    try_cast(object_id as bigint) as object_id, null::bigint as on_content, null::bigint as on_comment,
    humhub_moment(created_at) as occurred_at, try_cast(created_by as bigint) as author,
    try_cast(contentcontainer_id as bigint) as container, try_cast(state as integer) as state,
    try_cast(is_question as boolean) as asks
  from humhub_content c
  union all
  select
    'comment', file, line, unreadable, try_cast(id as bigint), humhub_class(object_model), try_cast(object_id as bigint),
    try_cast(content_id as bigint), try_cast(parent_comment_id as bigint), humhub_moment(created_at),
    try_cast(created_by as bigint), null, null, try_cast(is_question as boolean)
  from humhub_comment
),
judged as (
  select
    *,
    case
      when unreadable then 'not_a_row'
      when id is null then 'missing_id'
      when occurred_at is null then 'invalid_time'
    end as fault,
    case
      -- Until 1.17 what the platform says of people ("joined the space") stood among the contents.
      when of_table = 'content' and class = 'activity' then 'activity'
      when of_table = 'content' and class = 'folder' then 'folder'
      when state = 10 then 'draft'
      when state = 20 then 'scheduled'
      when state = 100 then 'deleted'
      when author is null then 'deleted_author'
    end as exclusion
  from typed
)
select
  *,
  case
    when fault is not null then 'rejected'
    when row_number() over (partition by of_table, id, fault is null order by file, line) > 1 then 'duplicate'
    when exclusion is not null then 'ignored'
    else 'used'
  end as outcome
from judged;

create temp table humhub_kept as
select m.*, s.space
from humhub_made m
left join humhub_space_of s on s.container = m.container
where m.outcome = 'used';

-- A comment stands on a content or, since 1.7, on another comment, which then stands on a content itself. Until 1.18 both
-- were one pair of columns, class and number; since then each has its own.
create temp table humhub_comment_place as
with recursive placed as (
  select k.id, c.id as content, k.on_comment as parent
  from humhub_kept k
  join humhub_kept c on c.of_table = 'content' and c.id = k.on_content
  where k.of_table = 'comment'
  union all
  select k.id, c.id, null
  from humhub_kept k
  join humhub_kept c on c.of_table = 'content' and c.class = k.class and c.object_id = k.object_id
  where k.of_table = 'comment' and k.on_content is null
  union all
  select k.id, p.content, p.id
  from humhub_kept k
  join placed p on p.id = k.object_id
  where k.of_table = 'comment' and k.class = 'comment' and k.on_content is null
)
select * from placed qualify row_number() over (partition by id order by content) = 1;

-- Every thing that can be liked, or hold a mention: by its own key, and by class and number.
create temp table humhub_thing as
select
  'content/' || k.id as key, k.class,
  if(row_number() over (partition by k.class, k.object_id order by k.id) = 1, k.object_id, null) as number,
  k.id as content, k.author, k.space, k.occurred_at
from humhub_kept k
where k.of_table = 'content'
union all
select 'comment/' || k.id, 'comment', k.id, p.content, k.author, c.space, k.occurred_at
from humhub_kept k
join humhub_comment_place p on p.id = k.id
join humhub_kept c on c.of_table = 'content' and c.id = p.content
where k.of_table = 'comment';
