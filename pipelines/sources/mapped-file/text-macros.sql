-- A person known by an e-mail address is one person however the letters are written.
create or replace temp macro person_key(x) as
  case when regexp_matches(x, '^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$') then lower(trim(x)) else trim(x) end;

create or replace temp macro address_of(x) as
  case when regexp_matches(x, '^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$') then lower(trim(x)) end;
