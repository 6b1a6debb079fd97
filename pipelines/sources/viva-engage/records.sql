-- One outcome for each record of the tables read.
insert into staged_records (file, line, outcome, rule, detail)
select
  m.path, m.line,
  case
    when m.nature <> 'contribution' then 'ignored'
    when m.fault is not null then 'rejected'
    when c.copy = 1 then 'used'
    else 'duplicate'
  end,
  case when m.nature <> 'contribution' then m.nature else m.fault end, m.detail
from engage_message m
left join engage_copy c on c.path = m.path and c.line = m.line
order by m.path, m.line;

insert into staged_records (file, line, outcome, rule)
select path, line, outcome, rule
from (
  select u.path, u.line, u.fault as rule,
    case when u.fault is not null then 'rejected' when t.copy = 1 then 'used' else 'duplicate' end as outcome
  from engage_user u
  left join engage_told t on t.path = u.path and t.line = u.line
  union all
  select
    g.path, g.line, g.fault,
    case when fault is not null then 'rejected'
      when row_number() over (partition by fault is null, id order by p.reach desc nulls last, g.path desc, g.line desc) = 1 then 'used'
      else 'duplicate' end
  from engage_group g join engage_part p using (part)
  union all
  select
    path, line,
    case when nature = 'reaction' then null else nature end,
    case when nature = 'reaction' and copy = 1 then 'used' when nature = 'reaction' then 'duplicate'
      when nature in ('private_message', 'unknown_liker', 'undated_reaction') then 'ignored'
      else 'rejected' end
  from engage_reaction
)
order by path, line;
