-- The shape of the events written by the load step, without a row: for a data folder of directories only.
select
  null::varchar as event_id, null::varchar as source, null::varchar as import_id, null::varchar as kind,
  null::varchar as actor_id, null::varchar as target_id, null::varchar as community_id, null::varchar as thread_id,
  null::varchar as parent_event_id, null::varchar as via, null::boolean as is_question, null::double as weight,
  null::timestamp as occurred_at, null::boolean as by_service
where false
