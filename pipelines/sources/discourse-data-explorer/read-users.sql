-- Variables: file.
insert into discourse_user
select
  getvariable('file'), line_of(rowid), try_cast(id as bigint), nullif(trim(username), ''), nullif(trim(name), ''),
  nullif(trim(email), ''), discourse_moment(created_at)::date, discourse_flag(staged),
  nullif(trim(department), ''), nullif(trim(division), ''), nullif(trim(site), ''), nullif(trim(level), ''),
  nullif(trim(external_id), '')
from discourse_rows
where try_cast(id as bigint) is not null;
