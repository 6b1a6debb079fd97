-- A person is a full name: the archive holds nothing else of a sender. Mentions carry a number that outlives a change of
-- name, so all spellings under one number lead to one person: the sender of that name who wrote last, else the commonest.
create temp table zulip_person as
with spelling as (
  select unnest(named, recursive := true) from zulip_message where outcome = 'used'
),
counted as (
  select person, name, count(*) as uses from spelling group by all
),
sender as (
  select sender as name, max(occurred_at) as last_at from zulip_message where outcome = 'used' group by sender
)
select c.person, first(c.name order by s.last_at desc nulls last, c.uses desc, c.name) as name
from counted c
left join sender s using (name)
group by c.person;

-- Zulip's own accounts, and names whose last word is a lower-case "bot" (Bot is also a family name).
create temp macro zulip_is_bot(who) as coalesce(
  who in ('Notification Bot', 'Welcome Bot', 'Email Gateway', 'Reminder Bot')
  or regexp_matches(who, '(^|[\s:-])bot:?$'), false);
