-- Each group as it is given. Members are those of the day; what a group leaves empty stays empty, and a column that no
-- group fills is no figure.
insert into staged_reported (figure, platform, subject_kind, subject_name, from_day, to_day, as_of, value)
with wide as (
  select
    row_at, group_name, from_day, to_day, as_of,
    count_of(member_count) as members, count_of(posted) as messages, count_of(read_count) as reads,
    count_of(liked) as reactions
  from usage_report
),
given as (
  from wide unpivot include nulls (value for figure in (members, messages, reads, reactions))
)
select
  figure, 'viva-engage', 'community', group_name, if(figure = 'members', null, from_day), if(figure = 'members', null, to_day),
  as_of, value
from given
where figure in (select figure from given where value is not null)
order by row_at, figure;
