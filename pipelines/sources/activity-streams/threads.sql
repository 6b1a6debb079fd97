-- Posts and replies by every name under which others refer to them: their own, and that of the activity that made them.
create temp table as2_named as
select name, arg_min(event_no, rank) as event_no
from (
  select id as name, event_no, 0 as rank from as2_event where outcome = 'used' and kind in ('post', 'reply')
  union all
  select activity_id, event_no, 1 from as2_event where outcome = 'used' and kind in ('post', 'reply')
)
group by name;

-- Each reply's step towards the top of its thread; something that is not in the delivery can be a top.
create temp table as2_thread as
select e.event_no, e.id, coalesce(up.id, e.refers, e.id) as root, true as moved
from as2_event e
left join as2_named n on n.name = e.refers
left join as2_event up on up.event_no = n.event_no
where e.outcome = 'used' and e.kind in ('post', 'reply');
