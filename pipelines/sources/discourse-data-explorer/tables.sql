-- What the results hold, file after file.
create temp table discourse_post (
  file varchar, line bigint, id bigint, topic_id bigint, post_number bigint, reply_to bigint, user_id bigint, category_id bigint,
  occurred_at timestamp, asks boolean, fault varchar, exclusion varchar);
create temp table discourse_mention (file varchar, line bigint, post_id bigint, actor_id bigint, user_id bigint, fault varchar, exclusion varchar);
create temp table discourse_like (
  file varchar, line bigint, post_id bigint, user_id bigint, occurred_at timestamp, fault varchar, exclusion varchar);
create temp table discourse_user (
  file varchar, line bigint, id bigint, username varchar, name varchar, email varchar, created_on date, staged boolean,
  department varchar, division varchar, site varchar, level varchar, external_id varchar);
create temp table discourse_category (
  file varchar, line bigint, id bigint, name varchar, parent_id bigint, private boolean, created_on date, created_by bigint);

-- Accounts up to 0 are the forum's own: system, discobot.
create temp macro discourse_is_service(who) as coalesce(who <= 0, false);
create temp macro discourse_moment(x) as make_timestamp(epoch_us(try_cast(x as timestamptz)));
create temp macro discourse_flag(x) as coalesce(try_cast(x as boolean), false);
