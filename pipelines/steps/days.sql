-- The one place where a moment becomes a day. Relative clocks count days since 1970-01-01, in no zone.
create or replace temp macro day_of(moment, zone) as timezone(zone, timezone('UTC', moment))::date;
