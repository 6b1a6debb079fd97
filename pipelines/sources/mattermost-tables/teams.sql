create or replace temp table teams_read as select id, coalesce(displayname, name, id) as name from teams_file;
