-- What the build reads of an import's events, without a row: the columns that the load step writes, after their source.
select
  null::varchar as source, null::varchar as import_id, null::ubigint as event_digest, null::varchar as kind,
  null::varchar as actor_id, null::varchar as target_id, null::varchar as community_id, null::ubigint as thread_digest,
  null::ubigint as parent_event_digest, null::varchar as via, null::boolean as is_question, null::double as weight,
  null::timestamp as occurred_at, null::boolean as by_service
where false
