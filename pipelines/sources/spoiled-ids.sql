-- An id of 12 digits or more that a spreadsheet wrote as 2.2E+15, or 2,2E+15: many ids have become that one, and none can be
-- told from it.
create or replace temp macro is_spoiled_id(x) as
  coalesce(contains(x, 'E+') and regexp_full_match(trim(x), '\d(?:[.,]\d+)?E\+\d{2}'), false);
