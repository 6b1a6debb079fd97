-- Of the account, neither `services` (passwords, tokens, keys) nor settings are asked for. Variables: file, disk, layout.
create or replace temp table rocketchat_read as
select
  getvariable('file') as file,
  rocketchat_id(_id) as id,
  nullif(trim(username), '') as username,
  nullif(trim(name), '') as name,
  json_extract_string(emails, '$[0].address') as email,
  coalesce(type, '') as kind,
  list_contains(json_extract_string(roles, '$[*]'), 'guest') as guest,
  rocketchat_is_true(federated) as federated,
  type = 'unknown' or coalesce(list_contains(json_extract_string(roles, '$[*]'), 'livechat-guest'), false) as visitor,
  rocketchat_time(createdAt)::date as joined_on,
  -- Nothing says when an account was closed: the day of its last sign-in stands in. Someone not admitted yet never left.
  if(json_extract_string(active, '$') = 'false' and coalesce(inactiveReason, '') <> 'pending_approval',
    rocketchat_time(lastLogin)::date, null) as left_on,
  json_extract_string(__rooms, '$[*]') as rooms
from read_json(getvariable('disk'), format = getvariable('layout'), ignore_errors = true, maximum_object_size = 32000000,
  columns = {_id: 'json', username: 'varchar', name: 'varchar', emails: 'json', type: 'varchar', roles: 'json', active: 'json',
    federated: 'json', createdAt: 'json', lastLogin: 'json', inactiveReason: 'varchar', __rooms: 'json'});
