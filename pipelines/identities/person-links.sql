-- Who stands for whom: the rules, but where decisions changed something. Reads rule_links, decided_links.
create temp table person_links as
select person_id, canonical_id from rule_links where person_id not in (select person_id from decided_links)
union all
select person_id, canonical_id from decided_links;

-- One answer where only one can be given (a manager, a founder).
create temp table person_canonical as
select person_id, min(canonical_id) as canonical_id from person_links group by person_id;
