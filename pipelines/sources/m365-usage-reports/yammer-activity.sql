-- Totals of each day. Variable: counts (activity | people | groups), which the file name tells.
insert into staged_reported (figure, platform, subject_kind, subject_name, from_day, to_day, as_of, value)
with wide as (
  select
    row_at, from_day, to_day, as_of,
    count_of(posted) as posted, count_of(read_count) as read_count, count_of(liked) as liked
  from usage_report
),
given as (
  from wide unpivot include nulls (value for said in (posted, read_count, liked))
),
names as (
  from (values
    ('activity', 'posted', 'messages'), ('activity', 'read_count', 'reads'), ('activity', 'liked', 'reactions'),
    ('people', 'posted', 'posting_people'), ('people', 'read_count', 'reading_people'), ('people', 'liked', 'reacting_people'),
    ('groups', 'posted', 'community_messages'), ('groups', 'read_count', 'community_reads'),
    ('groups', 'liked', 'community_reactions')
  ) as t (counts, said, figure)
)
select figure, 'viva-engage', 'network', 'Viva Engage', from_day, to_day, as_of, value
from given
join names using (said)
where counts = getvariable('counts') and said in (select said from given where value is not null)
order by row_at, figure;
