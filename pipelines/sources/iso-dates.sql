-- ISO 8601 and its relatives, with or without offset (none means UTC); null when a date is written in another way, which
-- dates.sql reads. epoch_us keeps the engine from a calendar conversion that costs four times the parsing.
create or replace temp macro iso_moment_of(x) as make_timestamp(epoch_us(try_cast(x as timestamptz)));
