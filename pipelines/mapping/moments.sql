-- Dates as people and tools write them, on top of sources/dates.sql. Each macro names its argument once or so, and the
-- steps are meant for columns of their own: nested, they would grow a plan that takes seconds to make.

-- The months in words become numbers: 3 mars 2024 is 3 03 2024, and Mar 3, 2024 is 03 3, 2024. Patterns must be constants
-- here: the engine would make each anew for each row.
create or replace temp macro months_as_numbers(x) as
  regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(x,
    '(?i)\b(jan)\pL*\.?', '01'),
    '(?i)\b(fe[vb])\pL*\.?', '02'),
    '(?i)\b(mar)\pL*\.?', '03'),
    '(?i)\b(a[vp]r)\pL*\.?', '04'),
    '(?i)\b(ma[iy])\pL*\.?', '05'),
    '(?i)\b(juin|jun)\pL*\.?', '06'),
    '(?i)\b(juil|jul)\pL*\.?', '07'),
    '(?i)\b(aou|aug)\pL*\.?', '08'),
    '(?i)\b(sep)\pL*\.?', '09'),
    '(?i)\b(oct)\pL*\.?', '10'),
    '(?i)\b(nov)\pL*\.?', '11'),
    '(?i)\b(dec)\pL*\.?', '12');

-- One way of writing: one kind of blank, no "à" or "at" between day and hour, 14:05 for 14h05, a year of four digits, blanks
-- around a month in words (12/Mar/24), year-month-day where the month stood in words.
create or replace temp macro plain_date(x) as
  regexp_replace(
   regexp_replace(
    regexp_replace(
      regexp_replace(
        regexp_replace(
          regexp_replace(trim(regexp_replace(x, '[\x{00A0}\x{202F}\x{2009}\s]+', ' ', 'g')), '(?i),? (à|at|a|-) (\d)', ' \2'),
          '(\d{1,2}) ?[hH] ?(\d{2})', '\1:\2'),
        ' (\d):', ' 0\1:'),
      '(?i) (UTC|GMT)$', '+00'),
    '^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})($|[ T,])', '\1/\2/20\3\4'),
   '^(\d{1,2})[/.-](\pL{3,9}\.?)[/.-](?:20)?(\d{2})($|[ T,])', '\1 \2 20\3\4');

create or replace temp macro with_month_number(x) as
  case when regexp_matches(x, '(?i)^(\pL+\.?,? )?(\d{1,2}(er|st|nd|rd|th)? \pL{3,}\.?|\pL{3,}\.? \d{1,2}(st|nd|rd|th)?,) \d{4}') then
    regexp_replace(
      regexp_replace(months_as_numbers(strip_accents(x)),
        '(?i)^(?:\pL+\.?,? )?(\d{1,2})(?:er|st|nd|rd|th)? (\d{2}) (\d{4}),? ?', '\3-\2-\1 '),
      '(?i)^(?:\pL+,? )?(\d{2}) (\d{1,2})(?:st|nd|rd|th)?, (\d{4}),? ?', '\3-\1-\2 ')
  else x end;

-- Hours of twelve come with every way of writing the day; 02/03/2024 3:45 PM is read by moment_of.
create or replace temp macro plain_moment_of(plain, day_first) as coalesce(
  moment_of(plain, day_first),
  try_strptime(plain, ['%Y-%m-%d %I:%M %p', '%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M%p', '%Y-%m-%d %I:%M:%S%p']));

-- The moment of a date that plain_date and with_month_number have been over. The variable date_format is a strptime
-- pattern, or ''; the engine wants it known before the first row.
create or replace temp macro stated_moment(plain, written, day_first) as case
  when getvariable('date_format') <> '' then try_strptime(trim(written), if(getvariable('date_format') = '', '%Y', getvariable('date_format')))
  else plain_moment_of(trim(plain), day_first)
end;

create or replace temp macro names_zone(x) as
  regexp_matches(x, '(?i)\d:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?\s*(Z|UTC|GMT|[+-]\d{2}(:?\d{2})?)$') or regexp_full_match(trim(x), '\d{9,13}(\.\d+)?');

-- The moment in UTC: what names no zone was written in `zone`.
create or replace temp macro zoned(moment, written, zone) as
  if(zone = 'UTC' or names_zone(written), moment, make_timestamp(epoch_us(timezone(zone, moment))));
