-- The tables that collect every export of the delivery, and how their values are read.

-- The platform also writes the word null where it has nothing to say.
create or replace temp macro engage_text(x) as nullif(nullif(trim(x), ''), 'null');
create or replace temp macro engage_true(x) as coalesce(lower(trim(x)) in ('true', '1', 't', 'yes'), false);
-- Both encodings of the platform put the year first. A date that does not was rewritten by a spreadsheet: unreadable.
create or replace temp macro engage_moment(x) as
  case when regexp_matches(trim(x), '^\d{4}[-/]') then coalesce(iso_moment_of(trim(x)), year_first_moment_of(trim(x))) end;
create or replace temp macro engage_in_range(moment) as
  moment >= getvariable('earliest')::timestamp and moment < getvariable('latest')::timestamp;

create temp table engage_network (id varchar, permalink varchar, name varchar);

create temp table engage_user (
  part bigint, path varchar, line bigint, fault varchar, id varchar, name varchar, email varchar, location varchar,
  department varchar, joined_on date, left_at timestamp, gone boolean, dated_at timestamp, guid varchar);

create temp table engage_group (
  part bigint, path varchar, line bigint, fault varchar, id varchar, name varchar, private boolean, deleted boolean,
  created_on date, updated_at timestamp, creator varchar);

create temp table engage_message (
  part bigint, path varchar, line bigint, nature varchar, fault varchar, detail varchar, id varchar, thread_id varchar,
  replied_to varchar, group_id varchar, group_name varchar, group_private boolean, sender varchar, sender_name varchar,
  sender_email varchar, by_service boolean, created_at timestamp, modified_at timestamp, mentioned varchar[],
  asks boolean);

create temp table engage_like (
  part bigint, path varchar, line bigint, nature varchar, message_id varchar, person varchar, author varchar,
  reaction varchar, liked_at timestamp, message_at timestamp);
