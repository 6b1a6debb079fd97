create or replace temp table users_read as
select id, lower(trim(username)) as username, email,
  case when trim(authservice) not in ('', 'email') then nullif(trim(authdata), '') end as sso_subject, nickname, firstname, lastname,
  contains(coalesce(roles, ''), 'system_guest') as guest, mattermost_time(deleteat)::date as left_on
from users_file;
