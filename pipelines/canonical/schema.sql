-- The canonical tables of a snapshot (facts.duckdb). Every source ends here and every metric starts here.
-- Person ids are keyed hashes: names, e-mail addresses and native ids live in the identity vault only.
-- An event goes from the one who gives attention (actor) to the one who receives it (target).

-- Made together: that takes a fraction of the time of one at a time.
begin;

-- One row per period of validity; a person without history has a single row with null bounds.
create table people (
  person_id varchar not null,
  division varchar,
  department varchar,
  site varchar,
  level varchar,
  manager_id varchar,
  affiliation varchar not null default 'internal',  -- internal | external | unknown
  kind varchar not null default 'human',            -- human | service | tombstone (deleted account)
  joined_on date,
  left_on date,
  valid_from date,
  valid_to date
);

create table communities (
  community_id varchar not null,
  name varchar not null,
  type varchar,                                     -- practice | expertise | sector | project | organisation | interest
  created_on date,
  created_by varchar,
  archived_on date,
  visibility varchar,                               -- public | private
  source varchar not null,
  metadata_missing boolean not null default false   -- seen in the events only, absent from the export's registry
);

create table memberships (
  community_id varchar not null,
  person_id varchar not null,
  role varchar not null default 'member',           -- animator | member
  valid_from date,
  valid_to date
);

-- Events name people, communities and imports by a number that is the snapshot's own and never leaves it: an event is a
-- few bytes, and millions are grouped without comparing texts. A number once given stays when an import is added.
create table person_codes (
  person_code integer not null,
  person_id varchar not null
);

create table community_codes (
  community_code integer not null,
  community_id varchar not null
);

create table import_codes (
  import_code integer not null,
  import_id varchar not null,
  source varchar not null
);

-- Who stands for whom, and which community for which: what the codes were given by. An import that changes an answer for
-- what is already there has the snapshot built anew.
create table linked_people (
  person_id varchar not null,
  canonical_id varchar not null
);

create table linked_communities (
  import_id varchar not null,
  native_id varchar not null,
  community_id varchar not null
);

create type event_kind as enum ('post', 'reply', 'reaction', 'mention', 'message', 'share', 'join', 'leave', 'view');
create type event_via as enum ('web', 'mobile', 'e-mail', 'other');

create table coded_events (
  event_id ubigint not null,                        -- a salted digest of source and native id
  import_code integer not null,
  kind event_kind not null,
  actor_code integer not null,
  target_code integer,
  community_code integer,
  thread_id ubigint,
  parent_event_id ubigint,
  via event_via,
  is_question boolean,
  weight double not null,                           -- of a published network's tie; 1 for everything else
  occurred_at timestamp,
  day date,
  by_service boolean not null                       -- written by an app or bot, though perhaps in a person's name
);

-- occurred_at is UTC; day is the calendar day in the reporting time zone, computed while building and nowhere else.
-- Both are null for an undated event (a published network without times).
create view events as
select
  e.event_id, i.source, i.import_id, e.kind, a.person_id as actor_id, t.person_id as target_id, c.community_id,
  e.thread_id, e.parent_event_id, e.via, e.is_question, e.weight, e.occurred_at, e.day, e.by_service
from coded_events e
join import_codes i on i.import_code = e.import_code
join person_codes a on a.person_code = e.actor_code
left join person_codes t on t.person_code = e.target_code
left join community_codes c on c.community_code = e.community_code;

create table interventions (
  intervention_id varchar not null,
  kind varchar not null,                            -- launch | campaign | event | training | other
  name varchar not null,
  starts_on date not null,
  ends_on date,
  community_id varchar,
  department varchar
);

-- Figures that a platform gives of itself, each with its own window, and beside it what its events hold for the same
-- subject and window. Windows overlap (7, 28, 30, 90 days): values are compared, never added up.
create table reported (
  figure varchar not null,                          -- figures.ts
  platform varchar not null,
  subject_kind varchar not null,                    -- network | community
  community_id varchar,                             -- when the events have a community of that id or name
  subject_name varchar,
  from_day date,                                    -- UTC days, half-open; null for a stock (members of a day)
  to_day date,
  window_days integer,
  as_of date,
  value bigint,                                     -- null: the platform left it empty
  counted bigint,                                   -- what the events hold; null unless compared
  counted_people bigint,                            -- how many people are behind it
  comparison varchar not null,                      -- compared, or why not: build-reported.sql
  source varchar not null,
  import_id varchar not null
);

-- A malformed record, with where it stands and why it was refused.
create table rejected_rows (
  import_id varchar not null,
  file varchar not null,
  line bigint,
  reason varchar not null,
  detail varchar
);

-- What was imported, one row per source found in one delivery. The counts obey
-- records_read = used + ignored + duplicates + rejected.
create table imports (
  import_id varchar not null,
  source varchar not null,
  name varchar not null,
  imported_at timestamp not null,
  files bigint not null,
  records_read bigint not null,
  used bigint not null,
  ignored bigint not null,
  duplicates bigint not null,
  rejected bigint not null,
  clock varchar not null,                           -- absolute | relative (seconds since the first event) | none
  capabilities varchar[] not null,                  -- what this source can tell: see capabilities.ts
  warnings varchar[] not null,                      -- each a JSON object with its words in both languages: {"fr", "en"}
  demo boolean not null default false
);

-- The database describes itself: exactly one row.
create table snapshot (
  snapshot_id varchar not null,
  schema_version integer not null,
  built_at timestamp not null,
  time_zone varchar not null,
  first_day date,
  last_day date,
  last_event_at timestamp,
  clock varchar not null,                           -- absolute | relative | none, over all imports
  capabilities varchar[] not null,
  demo boolean not null
);

-- A contribution is a post, reply, reaction, mention, message or share by a human; views, joins and leaves are presence.
create table coded_actor_days (
  day date not null,
  person_code integer not null,
  community_code integer,
  posts integer not null,
  replies integer not null,
  reactions integer not null,
  mentions integer not null,
  views integer not null
);

create view actor_days as
select d.day, p.person_id, c.community_id, d.posts, d.replies, d.reactions, d.mentions, d.views
from coded_actor_days d
join person_codes p on p.person_code = d.person_code
left join community_codes c on c.community_code = d.community_code;

-- Bots, service accounts and deleted accounts: they have no actor days.
create table service_codes (
  person_code integer not null
);

-- First contribution ever: "new" means new ever, whatever the window asked for.
create table first_contributions (
  person_id varchar not null,
  first_day date not null
);

commit;
