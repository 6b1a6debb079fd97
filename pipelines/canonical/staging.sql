-- What every source's SQL fills while one delivery is being read. Native ids and names live here only, in memory,
-- and never reach an import folder: the load step replaces them by keyed hashes and seals the names in the vault.

-- What became of each source record read (a message, a CSV line, a person of a registry file): nothing is lost unsaid.
create table staged_records (
  file varchar not null,
  line bigint,                                       -- 1-based line, or position in the JSON array
  outcome varchar not null,                          -- used | ignored | duplicate | rejected
  rule varchar,                                      -- why ignored or rejected: a stable snake_case code
  detail varchar,                                    -- what stood there, at most 200 characters, no personal text
  records bigint not null default 1                  -- how many records in a row, from `line` on, met the same outcome
);

create table staged_people (
  native_id varchar not null,
  display_name varchar,
  email varchar,
  profile_url varchar,
  division varchar,
  department varchar,
  site varchar,
  level varchar,
  manager_native_id varchar,
  affiliation varchar not null default 'unknown',
  kind varchar not null default 'human',
  joined_on date,
  left_on date,
  valid_from date,
  valid_to date,
  as_of date,                                        -- the day that the row speaks of, where the delivery says; else that of the import
  employee_id varchar,                               -- the employer's number of the person; leading zeros count
  sso_subject varchar,                               -- whom the identity provider says that the account is
  part smallint                                      -- which of several files lists the person, null for the first or only one
);

create table staged_communities (
  native_id varchar not null,
  name varchar not null,
  type varchar,
  created_on date,
  created_by_native_id varchar,
  archived_on date,
  visibility varchar,
  metadata_missing boolean not null default false
);

create table staged_memberships (
  community_native_id varchar not null,
  person_native_id varchar not null,
  role varchar not null default 'member',
  valid_from date,
  valid_to date
);

create table staged_events (
  native_event_id varchar not null,                  -- unique within the source; the key that makes a reload harmless
  kind varchar not null,
  actor_native_id varchar not null,
  target_native_id varchar,
  community_native_id varchar,
  thread_native_id varchar,
  parent_native_event_id varchar,
  via varchar,
  is_question boolean,
  weight double not null default 1,
  occurred_at timestamp,                             -- UTC
  by_service boolean not null default false
);

create table staged_interventions (
  native_id varchar not null,
  kind varchar not null,
  name varchar not null,
  starts_on date not null,
  ends_on date,
  community_native_id varchar,
  department varchar
);

-- Figures that the platform gives of itself: aggregates of a window, never events, and never added up. A stock (members
-- of a day) has no window; what the export leaves empty stays null.
create table staged_reported (
  figure varchar not null,                           -- figures.ts
  platform varchar not null,                         -- slack | viva-engage | teams: what the events' sources are named after
  subject_kind varchar not null,                     -- network | community
  subject_native_id varchar,
  subject_name varchar,
  from_day date,                                     -- UTC days, half-open
  to_day date,
  as_of date,
  value bigint
);

-- Everyone named anywhere, with the address where one is known; a person comes as often as they are named in the tables.
create or replace macro staged_accounts() as table
  select native_id, email from staged_people
  union all select manager_native_id, null from staged_people
  union all select person_native_id, null from staged_memberships
  union all select created_by_native_id, null from staged_communities
  union all select distinct actor_native_id, null from staged_events
  union all select distinct target_native_id, null from staged_events;

-- The employee id and sign-on subject of whoever has one. What stands for none (`N/A`, `-`, `0`) is none.
create or replace macro told_key(written) as
  case when regexp_matches(written, '[\p{L}1-9]') and not regexp_full_match(trim(written), '(?i)n/?a|null|none|nil|unknown|inconnu|aucun')
    then nfc_normalize(regexp_replace(written, '^[\s\x{A0}]+|[\s\x{A0}]+$', '', 'g')) end;
-- A subject of up to eight digits is a number that one provider counts by, and is somebody else's with another.
create or replace macro staged_keys() as table
  select
    native_id, max(told_key(employee_id)) as employee_id,
    max(told_key(sso_subject)) filter (where not regexp_full_match(trim(sso_subject), '\d{1,8}')) as sso_subject
  from staged_people
  where employee_id is not null or sso_subject is not null
  group by native_id;
