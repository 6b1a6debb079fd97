-- One row per line of the export, texts already reduced to what is counted. Variable: disk. The engine reads lines of up to
-- twice the largest object: 64 MB, of which each of its threads holds one.
-- Lines of direct conversations are seen as such and not taken apart: none of their keys is asked for.

-- `subject` and `verb` are those of a server's notice written as a plain message, as older exports hold them.
create or replace temp macro mattermost_facts(message) as {
  author: nullif(lower(trim(message."user")), ''),
  kind: coalesce(message.type, ''),
  written_at: message.create_at,
  digest: md5(coalesce(message.message, '')),
  marks: mattermost_marks(message.message),
  asks: coalesce(mattermost_asks(message.message), false),
  notice: regexp_extract(message.message,
    '^@?(\S+) (joined|left|was added to|added to|was removed from) the (channel|team)\b', ['subject', 'verb', 'place']),
  about: lower(coalesce(
    json_extract_string(message.props, '$.addedUsername'), json_extract_string(message.props, '$.removedUsername'))),
  automatic: coalesce(json_extract_string(message.props, '$.from_webhook'), '') = 'true'
    or coalesce(json_extract_string(message.props, '$.from_bot'), '') = 'true',
  reactions: message.reactions
};

create temp table mattermost_line as
select
  type,
  team,
  channel,
  "user" as account,
  bot,
  lower(post.team) as post_team,
  lower(post.channel) as post_channel,
  mattermost_facts(post) as root,
  list_transform(post.replies, lambda reply: mattermost_facts(reply)) as replies
from read_json(getvariable('disk'), format = 'newline_delimited', ignore_errors = true, maximum_object_size = 32000000,
  columns = {
    type: 'varchar',
    team: 'struct(name varchar, display_name varchar)',
    channel: 'struct(team varchar, name varchar, display_name varchar, type varchar, deleted_at varchar)',
    "user": 'struct(username varchar, email varchar, auth_service varchar, auth_data varchar, nickname varchar, first_name varchar, last_name varchar,
      roles varchar, delete_at varchar, teams struct(name varchar, channels struct(name varchar, roles varchar)[])[])',
    bot: 'struct(username varchar, display_name varchar, delete_at varchar)',
    post: 'struct(team varchar, channel varchar, "user" varchar, type varchar, message varchar, props json,
      create_at varchar, reactions struct("user" varchar, create_at varchar, emoji_name varchar)[],
      replies struct("user" varchar, type varchar, message varchar, props json, create_at varchar,
        reactions struct("user" varchar, create_at varchar, emoji_name varchar)[])[])'
  });
