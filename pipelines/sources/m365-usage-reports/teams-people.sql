-- Activity of each person in Teams, counted into figures of the whole organisation.
insert into staged_reported (figure, platform, subject_kind, subject_name, from_day, to_day, as_of, value)
with wide as (
  select
    from_day, to_day, as_of,
    count(*) filter (where not gone) as people,
    if(to_day is null, null, how_many(last_active >= from_day and last_active < to_day, last_active)) as active_people,
    how_many(
      greatest(count_of(team_chat), count_of(post_messages), count_of(reply_messages)) > 0,
      greatest(count_of(team_chat), count_of(post_messages), count_of(reply_messages))
    ) as posting_people,
    sum(count_of(team_chat))::bigint as channel_messages,
    sum(count_of(private_chat))::bigint as private_messages,
    sum(count_of(post_messages))::bigint as posts,
    sum(count_of(reply_messages))::bigint as replies
  from usage_report
  group by from_day, to_day, as_of
),
given as (
  unpivot wide on columns(* exclude (from_day, to_day, as_of)) into name figure value value
)
select
  figure, 'teams', 'network', 'Microsoft Teams', if(figure = 'people', null, from_day),
  if(figure = 'people', null, to_day), as_of, value
from given;
