-- A reply whose export does not hold what it answers learns from another import whom it turns to. Within one import the
-- source has already said: there, a reply without a target answers a bot, or nobody in particular.
update coded_events
set target_code = answered.actor_code
from coded_events answered
where coded_events.kind = 'reply'
  and coded_events.target_code is null
  and not coded_events.by_service
  and answered.event_id = coded_events.parent_event_id
  and answered.import_code <> coded_events.import_code
  and answered.kind in ('post', 'reply', 'message')
  and not answered.by_service;
