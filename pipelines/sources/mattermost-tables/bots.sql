create or replace temp table bots_read as select userid from bots_file;
create or replace temp macro mattermost_is_bot(who) as coalesce(who in (select userid from bots_read), false);
