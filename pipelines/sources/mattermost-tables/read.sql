-- Shared by the tables. A value of COPY text: backslashes stand before what would end the value or the line.
create or replace temp macro copy_text(value) as if(
  contains(value, '\'),
  replace(replace(replace(replace(replace(
    value, '\\', chr(1)), '\n', chr(10)), '\t', chr(9)), '\r', chr(13)), chr(1), '\'),
  value);

create or replace temp macro mattermost_is_true(value) as coalesce(try_cast(value as boolean), false);
