-- Shared by the tables. A value of COPY text: backslashes stand before what would end the value or the line.
create or replace temp macro copy_text(value) as if(
  contains(value, '\'),
  -- Between two backslashes that stand for one, a single backslash always opens an escape.
  array_to_string(list_transform(string_split(value, '\\'), lambda part:
    replace(replace(replace(replace(replace(replace(
      part, '\n', chr(10)), '\t', chr(9)), '\r', chr(13)), '\b', chr(8)), '\f', chr(12)), '\v', chr(11))), '\'),
  value);

create or replace temp macro mattermost_is_true(value) as coalesce(try_cast(value as boolean), false);
