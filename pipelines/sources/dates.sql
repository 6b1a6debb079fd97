-- Dates as text. `day_first` is decided once per column, never per value (see date-order.ts). Needs iso-dates.sql.

-- 2024/3/31 14:05 +0200: the year first as with ISO, but not its signs.
create or replace temp macro year_first_moment_of(x) as case
  when regexp_matches(x, '^\d{4}/\d{1,2}/\d{1,2}') then
    iso_moment_of(regexp_replace(replace(x, '/', '-'), ' ([+-]\d{4})$', '\1'))
  when regexp_matches(x, ' [+-]\d{4}$') then iso_moment_of(regexp_replace(x, ' ([+-]\d{4})$', '\1'))
end;

create or replace temp macro other_moment_of(x, day_first) as case
  when x is null then null
  when regexp_full_match(x, '\d{9,10}(\.\d+)?') then make_timestamp((x::decimal(24, 6) * 1000000)::bigint)
  when regexp_full_match(x, '\d{12,13}') then make_timestamp(x::bigint * 1000)
  when regexp_matches(x, '^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}') then try_strptime(
    regexp_replace(x, '^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[ T,]*', case when day_first then '\3-\2-\1 ' else '\3-\1-\2 ' end),
    ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M %p', '%Y-%m-%d ']
  )
  else year_first_moment_of(x)
end;

-- ISO 8601 and its relatives; seconds or milliseconds since 1970; 02/03/2024.
create or replace temp macro moment_of(x, day_first) as coalesce(iso_moment_of(x), other_moment_of(trim(x), day_first));

create or replace temp macro date_of(x, day_first) as moment_of(x, day_first)::date;
