-- Of a message in a room that is not read, nothing but its place is kept. Texts are looked at here and go no further.
-- Variables: file, disk, layout.
create or replace temp table rocketchat_read as
with message as (
  select *, rocketchat_is_open(rid) as wanted, coalesce(t, '') as kind
  from read_json(getvariable('disk'), format = getvariable('layout'), ignore_errors = true, maximum_object_size = 32000000,
    columns = {_id: 'json', rid: 'varchar', u: 'json', ts: 'json', t: 'varchar', msg: 'varchar', tmid: 'json',
      _hidden: 'json', parent: 'json', bot: 'json', alias: 'varchar', mentions: 'json', reactions: 'json'})
)
select
  getvariable('file') as file,
  rocketchat_id(_id) as id,
  nullif(trim(rid), '') as room,
  wanted,
  if(wanted, rocketchat_id(json_extract(u, '$._id')), null) as author,
  if(wanted, json_extract_string(u, '$.username'), null) as username,
  if(wanted, json_extract_string(u, '$.name'), null) as name,
  if(wanted, rocketchat_time(ts), null) as occurred_at,
  kind,
  -- Who was added or removed is the whole text of such a notice.
  if(wanted and rocketchat_nature(kind) in ('added', 'removed'), trim(msg), null) as about,
  if(wanted, rocketchat_id(tmid), null) as root,
  -- Quoting puts an unnamed link to the message before what is said about it.
  if(wanted, nullif(regexp_extract(msg, '^\s*\[\s*\]\(https?://[^)\s]*[?&]msg=([A-Za-z0-9]+)', 1), ''), null) as quoted,
  rocketchat_is_true(_hidden) as hidden,
  rocketchat_is_true(_hidden) and rocketchat_id(parent) is not null as earlier,
  -- Integrations say so; what stands under a borrowed name is theirs too, or that of an account deleted since.
  wanted and coalesce(json_type(bot) not in ('NULL', 'BOOLEAN') or rocketchat_is_true(bot), false)
    or wanted and coalesce(alias, '') <> '' as automatic,
  if(wanted and kind = '', coalesce(mattermost_asks(msg), false), null) as asks,
  if(wanted,
    list_transform(
      list_filter(try_cast(mentions as struct(_id varchar, type varchar)[]),
        lambda mention: coalesce(mention.type, 'user') = 'user' and mention._id not in ('all', 'here')),
      lambda mention: mention._id),
    null) as mentions,
  if(wanted, map_entries(try_cast(reactions as map(varchar, struct(usernames varchar[])))), null) as reactions
from message;
