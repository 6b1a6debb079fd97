-- Dates as text. `day_first` is decided once per column, never per value (see date-order.ts).

create or replace temp macro other_moment_of(x, day_first) as case
  when x is null then null
  when regexp_full_match(x, '\d{9,10}(\.\d+)?') then make_timestamp((x::decimal(24, 6) * 1000000)::bigint)
  when regexp_full_match(x, '\d{12,13}') then make_timestamp(x::bigint * 1000)
  when regexp_matches(x, '^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}') then try_strptime(
    regexp_replace(x, '^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[ T,]*', case when day_first then '\3-\2-\1 ' else '\3-\1-\2 ' end),
    ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M %p', '%Y-%m-%d ']
  )
  when regexp_matches(x, '^\d{4}/\d{1,2}/\d{1,2}') then
    make_timestamp(epoch_us(try_cast(regexp_replace(replace(x, '/', '-'), ' ([+-]\d{4})$', '\1') as timestamptz)))
  when regexp_matches(x, ' [+-]\d{4}$') then
    make_timestamp(epoch_us(try_cast(regexp_replace(x, ' ([+-]\d{4})$', '\1') as timestamptz)))
end;

-- ISO 8601 and its relatives, with or without offset (none means UTC); seconds or milliseconds since 1970; 02/03/2024.
-- epoch_us keeps the engine from a calendar conversion that costs four times the parsing.
create or replace temp macro moment_of(x, day_first) as coalesce(
  make_timestamp(epoch_us(try_cast(x as timestamptz))),
  other_moment_of(trim(x), day_first)
);

create or replace temp macro date_of(x, day_first) as moment_of(x, day_first)::date;
