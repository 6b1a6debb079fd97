-- Names of channels by id, from the files that give nothing else.
create or replace temp table channel_names (channel_id varchar, name varchar);

-- How many rows say yes; null, and not 0, when the file says nothing of it.
create or replace temp macro how_many(yes, told) as if(count(told) > 0, count(*) filter (where yes), null)::bigint;

-- The lines of a JSON file with their numbers, as text: one that is not JSON is told from the others.
create or replace temp macro json_lines(disk) as table
  select row_number() over () as line, record, json_valid(record) as readable
  from read_csv(disk, columns = {'record': 'VARCHAR'}, delim = chr(1), quote = '', escape = '', header = false,
    auto_detect = false, strict_mode = false, max_line_size = 16000000, buffer_size = 16000000);
