create or replace temp table channelmemberhistory_read as
select channelid, userid, mattermost_time(jointime) as joined_at, mattermost_time(leavetime) as left_at, jointime, leavetime
from channelmemberhistory_file;
