-- Variables: day_first.
update events_read
set occurred_at = other_moment_of(trim(written_date), getvariable('day_first'))
where written_date is not null;
