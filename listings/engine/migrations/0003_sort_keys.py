"""The order of titles may have changed when a sort key did; the other words of a programme are nothing to the engine."""

from django.db import migrations

NOTE = """
create function engine_note_listings_sortkey() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    insert into engine_change (programme_id, titles) select distinct programme_id, true from gone;
  else
    insert into engine_change (programme_id, titles) select distinct programme_id, true from fresh;
  end if;
  return null;
end $$;
create trigger engine_note_insert after insert on listings_sortkey referencing new table as fresh
  for each statement execute function engine_note_listings_sortkey();
create trigger engine_note_update after update on listings_sortkey referencing new table as fresh old table as gone
  for each statement execute function engine_note_listings_sortkey();
create trigger engine_note_delete after delete on listings_sortkey referencing old table as gone
  for each statement execute function engine_note_listings_sortkey();
drop trigger engine_note_insert on listings_searchentry;
drop trigger engine_note_update on listings_searchentry;
drop trigger engine_note_delete on listings_searchentry;
drop function engine_note_listings_searchentry();
"""
NOTE_BACK = """
create function engine_note_listings_searchentry() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into engine_change (programme_id, titles) select distinct programme_id, true from fresh where programme_id is not null;
  elsif tg_op = 'DELETE' then
    insert into engine_change (programme_id, titles) select distinct programme_id, true from gone where programme_id is not null;
  else
    insert into engine_change (programme_id, titles)
      select programme_id, true from fresh where programme_id is not null
      union select programme_id, true from gone where programme_id is not null;
  end if;
  return null;
end $$;
create trigger engine_note_insert after insert on listings_searchentry referencing new table as fresh
  for each statement execute function engine_note_listings_searchentry();
create trigger engine_note_update after update on listings_searchentry referencing new table as fresh old table as gone
  for each statement execute function engine_note_listings_searchentry();
create trigger engine_note_delete after delete on listings_searchentry referencing old table as gone
  for each statement execute function engine_note_listings_searchentry();
drop trigger engine_note_insert on listings_sortkey;
drop trigger engine_note_update on listings_sortkey;
drop trigger engine_note_delete on listings_sortkey;
drop function engine_note_listings_sortkey();
"""


class Migration(migrations.Migration):
    dependencies = [("engine", "0002_works"), ("listings", "0022_sort_keys")]
    operations = [migrations.RunSQL(NOTE, NOTE_BACK)]
