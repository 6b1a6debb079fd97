-- Activity of each person, counted into figures of the whole network. An empty count is not 0: it takes no part.
insert into staged_reported (figure, platform, subject_kind, subject_name, from_day, to_day, as_of, value)
with wide as (
  select
    from_day, to_day, as_of,
    count(*) filter (where lower(trim(user_state)) is distinct from 'deleted') as people,
    if(to_day is null, null, how_many(last_active >= from_day and last_active < to_day, last_active)) as active_people,
    how_many(count_of(posted) > 0, count_of(posted)) as posting_people,
    how_many(count_of(read_count) > 0, count_of(read_count)) as reading_people,
    how_many(count_of(liked) > 0, count_of(liked)) as reacting_people,
    sum(count_of(posted))::bigint as messages,
    sum(count_of(read_count))::bigint as reads,
    sum(count_of(liked))::bigint as reactions
  from usage_report
  group by from_day, to_day, as_of
),
given as (
  unpivot wide on columns(* exclude (from_day, to_day, as_of)) into name figure value value
)
select
  figure, 'viva-engage', 'network', 'Viva Engage', if(figure = 'people', null, from_day), if(figure = 'people', null, to_day),
  as_of, value
from given;
