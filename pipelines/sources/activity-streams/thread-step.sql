-- One doubling step: a reply's top becomes the top of its top.
create or replace temp table as2_thread as
select t.event_no, t.id, coalesce(up.root, t.root) as root, up.root is distinct from t.root and up.root is not null as moved
from as2_thread t
left join as2_thread up on up.id = t.root;
