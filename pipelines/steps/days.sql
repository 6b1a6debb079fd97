-- Where a moment becomes a day; build-zone-days.sql gives the same for many moments at once. Relative clocks count days since 1970-01-01, in no zone.
create or replace temp macro day_of(moment, zone) as timezone(zone, make_timestamptz(epoch_us(moment)))::date;
