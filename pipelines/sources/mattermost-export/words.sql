-- What is taken from a message's text before the text is forgotten.

-- Without code, where neither marks nor question marks are meant.
create or replace temp macro mattermost_prose(message) as
  if(contains(message, '`'), regexp_replace(message, '```[\s\S]*?(?:```|\z)|`[^`\n]*`', ' ', 'g'), message);

-- What stands after an @ that opens a word, in lower case, each once: perhaps a username, perhaps with the full stop of
-- the sentence. No username is longer than 64 characters.
create or replace temp macro mattermost_marks(message) as
  if(
    contains(message, '@'),
    list_distinct(list_transform(
      regexp_extract_all(mattermost_prose(message), '(?:^|[^\pL\pN_.@/-])@([A-Za-z0-9][A-Za-z0-9._-]{0,63})', 1),
      lambda mark: lower(mark))),
    []::varchar[]);

create or replace temp macro mattermost_asks(message) as
  regexp_matches(message, '[?？؟]')
  and regexp_matches(regexp_replace(mattermost_prose(message), '(?i)\b(?:https?|ftp)://\S+', ' ', 'g'), '[?？؟]');

-- What a message is, by the server's own word for it; no word is an ordinary message.
create or replace temp macro mattermost_nature(kind) as case
  when kind in ('', 'me', 'slack_attachment') then 'contribution'
  when kind in ('system_join_channel', 'system_guest_join_channel') then 'join'
  when kind in ('system_add_to_channel', 'system_add_guest_to_chan') then 'added'
  when kind in ('system_leave_channel') then 'leave'
  when kind in ('system_remove_from_channel') then 'removed'
  else 'notice'
end;

-- A kind as the rule by which a message is ignored: apps may write anything there.
create or replace temp macro mattermost_rule(kind) as
  if(regexp_full_match(kind, '[a-z][a-z0-9_]{0,63}'), kind, 'unknown_type');

-- A mark may be a username, or begin with one before a full stop, hyphen or underscore: every such beginning.
create or replace temp macro mattermost_readings(mark) as
  list_filter(
    list_transform(range(1, length(mark) + 1), lambda size: left(mark, size)),
    lambda reading: substr(mark, length(reading) + 1, 1) in ('', '.', '-', '_'));

-- Skin tones are the same emoji.
create or replace temp macro mattermost_emoji(name) as
  regexp_replace(name, '_(?:light|medium_light|medium|medium_dark|dark)_skin_tone$', '');

-- Milliseconds since 1970 as text; 0 means never.
create or replace temp macro mattermost_time(written) as
  case when try_cast(written as bigint) between 1 and 9999999999999 then make_timestamp(try_cast(written as bigint) * 1000) end;
