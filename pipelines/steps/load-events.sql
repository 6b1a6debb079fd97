-- From staged_* (native ids, in memory) to loaded_events (pseudonyms, written to Parquet and kept), and to what the rest
-- of the load stands on. Variables: source, inner_pad and outer_pad (the secret key prepared for HMAC), event_salt.

create or replace macro keyed_hash(message) as
  sha256(getvariable('outer_pad') || unhex(sha256(getvariable('inner_pad') || encode(message))));

-- Events are many, and the native ids inside their ids need hiding, not sealing: 64 bits of a digest salted by source, at
-- a tenth of the cost. Among ten million events the odds that any two share one are 1 in 370,000.
create or replace macro event_digest(native) as
  (md5_number(getvariable('event_salt') || native) >> 64)::ubigint;

-- Everyone named anywhere, under a pseudonym.
create or replace table person_ids as
with persons as (
  select
    native_id,
    max(nullif(lower(trim(email)), '')) as email
  from staged_accounts()
  where native_id is not null
  group by native_id
)
select *, row_number() over (order by person_id)::integer as person_code
from (
  select native_id, email, 'p_' || left(keyed_hash('person:' || getvariable('source') || ':' || native_id), 20) as person_id
  from persons
);

-- Every community named anywhere.
create or replace table community_ids as
with named as (
  select native_id from staged_communities
  union select distinct community_native_id from staged_events
  union select community_native_id from staged_memberships
  union select community_native_id from staged_interventions
)
select native_id, row_number() over (order by native_id)::integer as community_code
from named
where native_id is not null;

-- An event names people and communities by their number in this import: what is written for each of millions of events
-- is short, and is found again without comparing texts.
create or replace view loaded_events as
select
  event_digest, kind, actor_code, target_code, community_code, thread_digest,
  -- Most are digests already at hand: a message begins its thread, an answer is to the message that began it.
  case when parent_native_event_id = thread_native_id then thread_digest else event_digest(parent_native_event_id) end
    as parent_event_digest,
  via, is_question, weight, occurred_at, by_service, month
from (
  select
    * replace (case when thread_native_id = native_event_id then event_digest else event_digest(thread_native_id) end as thread_digest)
  from (
    select
      event_digest(e.native_event_id) as event_digest,
      e.kind,
      a.person_code as actor_code,
      t.person_code as target_code,
      c.community_code,
      null::ubigint as thread_digest,
      e.native_event_id, e.thread_native_id, e.parent_native_event_id,
      e.via, e.is_question, e.weight, e.occurred_at, e.by_service,
      date_trunc('month', e.occurred_at)::date as month
    from staged_events e
    join person_ids a on a.native_id = e.actor_native_id
    left join person_ids t on t.native_id = e.target_native_id
    left join community_ids c on c.native_id = e.community_native_id
  )
);
