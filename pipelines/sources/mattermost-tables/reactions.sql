create or replace temp table reactions_read as
select userid, postid, mattermost_emoji(emojiname) as emoji, mattermost_time(createat) as reacted_at,
  mattermost_time(deleteat) is not null as withdrawn
from reactions_file;
