-- What every reader of a platform's own figures needs.

-- A whole number as a report writes it: 1234, 1,234, 1 234 or 1234.0. Anything else is null, never 0.
create or replace temp macro count_of(x) as
  case when regexp_full_match(trim(x), '\d{1,3}([,\s\x{00a0}\x{202f}]\d{3})+|\d{1,15}(\.0+)?')
    then try_cast(regexp_replace(regexp_replace(x, '\.0+\s*$', ''), '[^\d]', '', 'g') as bigint) end;

-- Something stands there, and it is no whole number.
create or replace temp macro is_no_count(x) as nullif(trim(x), '') is not null and count_of(x) is null;

-- Slack writes days in English whatever the language of the person: Mar 5, 2026.
create or replace temp macro english_day_of(x) as
  coalesce(try_cast(left(trim(x), 10) as date), try_strptime(trim(x), ['%b %d, %Y', '%B %d, %Y'])::date);
