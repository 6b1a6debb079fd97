-- What is taken of each document, and the macros that take it.

-- An id is text, or an ObjectId in a document of its own.
create or replace temp macro rocketchat_id(written) as
  nullif(trim(coalesce(json_extract_string(written, '$."$oid"'), json_extract_string(written, '$'))), '');

-- Extended JSON writes a date in three ways, other tools as plain text or milliseconds.
create or replace temp macro rocketchat_moment(said) as
  case
    when regexp_full_match(said, '\d{1,13}') then make_timestamp(said::bigint * 1000)
    else iso_moment_of(said)
  end;
create or replace temp macro rocketchat_time(written) as rocketchat_moment(coalesce(
  json_extract_string(written, '$."$date"."$numberLong"'), json_extract_string(written, '$."$date"'),
  json_extract_string(written, '$')));

create or replace temp macro rocketchat_is_true(written) as coalesce(json_extract_string(written, '$') = 'true', false);

-- What a message is, by the server's own word for it; no word is an ordinary message, and an encrypted one is too.
create or replace temp macro rocketchat_nature(kind) as case
  when kind in ('', 'e2e') then 'contribution'
  when kind in ('uj', 'ut', 'ujt') then 'join'
  when kind in ('au', 'added-user-to-team') then 'added'
  when kind in ('ul', 'ult') then 'leave'
  when kind in ('ru', 'removed-user-from-team') then 'removed'
  else 'notice'
end;

-- A kind as the rule by which a message is ignored: apps may write anything there.
create or replace temp macro rocketchat_rule(kind) as
  if(regexp_full_match(kind, '[A-Za-z][A-Za-z0-9_-]{0,63}'), lower(replace(kind, '-', '_')), 'unknown_type');

create temp table rocketchat_users (
  file varchar, line bigint, id varchar, username varchar, name varchar, email varchar, kind varchar, guest boolean,
  federated boolean, visitor boolean, joined_on date, left_on date, rooms varchar[]);
create temp table rocketchat_rooms (
  file varchar, line bigint, id varchar, type varchar, name varchar, created_on date, owner varchar, archived boolean,
  parent varchar);
create temp table rocketchat_subscriptions (
  file varchar, line bigint, room varchar, person varchar, animator boolean, joined_on date);
create temp table rocketchat_messages (
  file varchar, line bigint, id varchar, room varchar, wanted boolean, author varchar, username varchar, name varchar,
  occurred_at timestamp, kind varchar, about varchar, root varchar, quoted varchar, hidden boolean, earlier boolean,
  automatic boolean, asks boolean, mentions varchar[], reactions struct("key" varchar, "value" struct(usernames varchar[]))[]);
