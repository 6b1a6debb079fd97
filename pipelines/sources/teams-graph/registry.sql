-- Channels of the lists, then those that messages alone name. A name that several channels share, as every team has its
-- General, is told apart by the team.
insert into staged_communities (native_id, name, created_on, archived_on, visibility, metadata_missing)
with seen as (
  select channel, min(team) as team, max(occurred_at)::date as last_day
  from teams_contribution
  group by channel
),
placed as (
  select
    coalesce(c.id, s.channel) as id, c.name, c.created_on, t.name as team_name, c.id is null as missing,
    if(c.archived, coalesce(s.last_day, c.created_on), null) as archived_on,
    -- A standard channel is open to its team, and the team may be private.
    case when c.membership in ('private', 'shared') then 'private' else lower(t.visibility) end as visibility,
    count(*) over (partition by c.name) > 1 as shared
  from teams_channel c
  full join seen s on s.channel = c.id
  left join teams_team t on t.id = coalesce(c.team, s.team)
)
select
  id,
  coalesce(name || if(shared and team_name is not null, ' (' || team_name || ')', ''), id),
  created_on,
  archived_on,
  if(visibility in ('private', 'public'), visibility, null),
  missing
from placed
order by id;

insert into staged_people (native_id, display_name, affiliation, kind, sso_subject)
with shown as (
  select author as id, author_name as name, author_type as type, 'human' as kind, occurred_at from teams_contribution
  where author is not null
  union all
  select app, app_name, null, 'service', occurred_at from teams_contribution where author is null
  union all
  select mention.id, mention.name, null, 'human', occurred_at
  from (select unnest(mentions) as mention, occurred_at from teams_contribution)
  union all
  select reaction.person, reaction.name, null, 'human', occurred_at
  from (select unnest(reactions) as reaction, occurred_at from teams_contribution)
)
select
  id,
  arg_max(name, occurred_at),
  -- Guests invited into the directory look like everybody else: only the directory itself can tell.
  if(count(*) filter (where type in ('anonymousGuest', 'federatedUser', 'personalMicrosoftAccountUser', 'emailUser',
    'skypeUser', 'phoneUser', 'azureCommunicationServicesUser')) > 0, 'external', 'unknown'),
  max(kind),
  -- The id of a user of the organisation's directory is that of the object in it.
  if(max(kind) = 'human' and bool_or(coalesce(type, 'aadUser') = 'aadUser')
    and regexp_full_match(id, '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'), id, null)
from shown
group by id
order by id;
