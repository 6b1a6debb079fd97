-- A record that gave several events is used if one of them is; a cancellation is used if there was something to cancel.
insert into staged_records (file, line, outcome, rule)
with cancelling as (
  select c.seq, bool_or(e.event_no is not null) as hit
  from as2_row c
  left join (
    select event_no, undone_by as row_at from as2_event where rule = 'undone'
    union all
    select event_no, deleted_by from as2_event where rule = 'deleted'
  ) e using (row_at)
  where c.sort = 'cancel'
  group by c.seq
),
happening as (
  select
    seq,
    case
      when bool_or(outcome = 'used') then 'used'
      when bool_or(outcome = 'rejected') then 'rejected'
      when bool_or(outcome = 'duplicate') then 'duplicate'
      else 'ignored'
    end as outcome,
    min(rule) filter (where outcome = 'rejected') as fault,
    min(rule) filter (where outcome = 'ignored') as exclusion
  from as2_event
  group by seq
)
select
  r.file,
  r.line,
  coalesce(r.outcome, h.outcome, if(c.hit, 'used', 'ignored')),
  case
    when r.outcome is not null then r.rule
    when h.outcome = 'rejected' then h.fault
    when h.outcome = 'ignored' then h.exclusion
    when h.outcome is null and not coalesce(c.hit, false) then 'cancels_nothing'
  end
from as2_row r
left join happening h on h.seq = r.seq
left join cancelling c on c.seq = r.seq
where r.sort = 'record'
order by r.row_at;

drop macro as2_is_service;
drop table as2_contribution;
drop table as2_thread;
drop table as2_named;
drop table as2_event;
drop table as2_somebody;
drop table as2_group;
drop table as2_person;
drop table as2_row;
