"""What is taken of a work concerns every listing of it: a change of it names them all."""

from django.db import migrations

# Whoever meets the lock that a row has, or had. A listing that comes to another work takes its rows along, which says it.
NOTE = """
create or replace function engine_note_listings_rightout() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into engine_change (programme_id, titles) select distinct p.id, false
      from fresh f join listings_work w on w.lock_id = f.lock_id join listings_programme p on p.work_id = w.id;
  elsif tg_op = 'DELETE' then
    insert into engine_change (programme_id, titles) select programme_id, false from gone
      union select p.id, false
      from gone g join listings_work w on w.lock_id = g.lock_id join listings_programme p on p.work_id = w.id;
  else
    insert into engine_change (programme_id, titles)
      select p.id, false
      from fresh f join listings_work w on w.lock_id = f.lock_id join listings_programme p on p.work_id = w.id
      union select programme_id, false from gone
      union select p.id, false
      from gone g join listings_work w on w.lock_id = g.lock_id join listings_programme p on p.work_id = w.id;
  end if;
  return null;
end $$;
"""
NOTE_BACK = """
create or replace function engine_note_listings_rightout() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into engine_change (programme_id, titles) select distinct programme_id, false from fresh;
  elsif tg_op = 'DELETE' then
    insert into engine_change (programme_id, titles) select distinct programme_id, false from gone;
  else
    insert into engine_change (programme_id, titles) select programme_id, false from fresh
      union select programme_id, false from gone;
  end if;
  return null;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("engine", "0001_outbox"), ("listings", "0006_work")]
    operations = [migrations.RunSQL(NOTE, NOTE_BACK)]
