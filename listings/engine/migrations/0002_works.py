"""What is taken of a work concerns every listing of it: a change of it names them all."""

from django.db import migrations

# Whoever meets the lock that a row has, or had. A listing that comes to another work takes its rows along, which says it.
NOTE = """
create or replace function engine_note_locks(locks bigint[], listings bigint[]) returns void language sql as $$
  insert into engine_change (programme_id, titles)
    select p.id, false from listings_programme p
      where p.work_id = any(array(select w.id from listings_work w where w.lock_id = any(locks)))
    union select unnest(listings), false;
$$;
create or replace function engine_note_listings_rightout() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform engine_note_locks(array(select distinct lock_id from fresh), array(select distinct programme_id from fresh));
  elsif tg_op = 'DELETE' then
    perform engine_note_locks(array(select distinct lock_id from gone), array(select distinct programme_id from gone));
  else
    perform engine_note_locks(array(select lock_id from fresh union select lock_id from gone),
                              array(select programme_id from fresh union select programme_id from gone));
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
drop function engine_note_locks(bigint[], bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [("engine", "0001_outbox"), ("listings", "0006_work")]
    operations = [migrations.RunSQL(NOTE, NOTE_BACK)]
