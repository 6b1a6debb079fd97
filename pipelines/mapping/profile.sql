-- What the cells of each column look like. Table: cells (place, x), filled cells only.
create or replace temp table column_profiles as
with plain as (
  select
    place, x,
    with_month_number(plain_date(x)) as plain,
    regexp_extract(x, '^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}', ['one', 'two']) as part
  from cells
),
dated as (
  select
    place, x, try_cast(part['one'] as integer) as one, try_cast(part['two'] as integer) as two,
    not regexp_full_match(x, '-?\d{1,8}([.,]\d+)?')
      and coalesce(plain_moment_of(trim(plain), true), moment_of(trim(plain), false)) between '1995-01-01' and '2100-01-01' as is_date
  from plain
)
select
  place,
  count(*) as filled,
  count(distinct x) as distinct_values,
  count(*) filter (where is_date) as dates,
  count(*) filter (where regexp_matches(x, '^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$')) as emails,
  count(*) filter (where regexp_full_match(x, '-?\d+([.,]\d+)?')) as numbers,
  count(*) filter (where regexp_matches(x, '\pL\S* \S*\pL') and length(x) < 60) as worded,
  avg(length(x)) as length,
  bool_or(regexp_matches(x, '\d[:hH]\d{2}') and not names_zone(x)) as local_times,
  count(one) as slashed,
  count(*) filter (where one > 12) as day_first,
  count(*) filter (where two > 12) as month_first,
  arg_min(x, one + two) filter (where one <> two) as example
from dated
group by place;

-- The values of columns that have few of them.
create or replace temp table column_values as
select place, left(x, 80) as value, count(*) as count
from cells
where place in (select place from column_profiles where distinct_values <= 60)
group by all;
