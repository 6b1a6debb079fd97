create or replace temp table channelmembers_read as
select channelid, userid, contains(coalesce(roles, ''), 'channel_admin') or mattermost_is_true(schemeadmin) as admin
from channelmembers_file;
