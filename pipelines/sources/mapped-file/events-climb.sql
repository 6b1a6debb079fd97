-- Doubles how far up an answer chain is seen; a circle of answers ends like any other chain.
create or replace temp table mapped_root as
select r.id, r.actor, coalesce(above.root, r.root) as root
from mapped_root r
left join mapped_root above on above.id = r.root;
