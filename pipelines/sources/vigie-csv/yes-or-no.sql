-- A boolean as the engine reads it, or as a French spreadsheet or person writes it; null for any other word.
create or replace temp macro yes_or_no(x) as coalesce(
  try_cast(x as boolean),
  case lower(x::varchar)
    when 'vrai' then true
    when 'oui' then true
    when 'faux' then false
    when 'non' then false
  end);
