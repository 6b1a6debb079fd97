-- Why a row can't be an event, or null. Variables: earliest, latest. Needs spoiled-ids.sql.
create or replace temp macro event_fault(unreadable, id, kind, actor, written_date, occurred_at) as case
  when unreadable then 'not_json'
  when kind is null then 'missing_kind'
  when kind not in ('post', 'reply', 'reaction', 'mention', 'message', 'share', 'join', 'leave', 'view') then 'unknown_kind'
  when actor is null or actor = '' then 'missing_actor'
  when is_spoiled_id(id) or is_spoiled_id(actor) then 'spoiled_id'
  when written_date is not null and occurred_at is null then 'unknown_date'
  when occurred_at < getvariable('earliest')::timestamp or occurred_at >= getvariable('latest')::timestamp
    then 'date_out_of_range'
end;
