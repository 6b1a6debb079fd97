-- The networks of the export: the home network's permalink is its e-mail domain.
insert into engage_network
select engage_text(id), lower(engage_text(permalink)), engage_text(name) from engage_rows where engage_text(id) is not null;
