-- A reply whose export does not hold what it answers learns from another import whom it turns to. Within one import the
-- source has already said: there, a reply without a target answers a bot, or nobody in particular.
-- The replies are set apart first: mostly there are few or none, and then the events need not be looked through for them.

create or replace temp table open_replies as
select rowid as reply, parent_event_id, import_code
from coded_events
where kind = 'reply' and target_code is null and parent_event_id is not null and not by_service;

create or replace temp table found_answers as
select o.reply, e.actor_code
from open_replies o
join coded_events e on e.event_id = o.parent_event_id and e.import_code <> o.import_code
where e.kind in ('post', 'reply', 'message') and not e.by_service;

update coded_events
set target_code = f.actor_code
from found_answers f
where coded_events.rowid = f.reply;
