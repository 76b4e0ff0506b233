# ruff: noqa: ANN001, ANN201 -- models as they were have no types
"""Rights that two organisations hold already are looked at, where nothing rests on the later one."""

from django.db import IntegrityError, migrations, transaction

LATER = """
select i.id from listings_rightin i join listings_programme p on p.id = i.programme_id
join listings_work w on w.id = p.work_id
where w.lock_id in (select lock_id from listings_shared_lock) and i.mandate_id is null
  and exists (select 1 from listings_rivals(i)) order by i.id
"""


def look_at_rights(apps, schema_editor):
    """The trigger opens the claims; a right that a licence rests on stays as it is."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(LATER)
        for (pk,) in cursor.fetchall():
            try:
                with transaction.atomic():
                    cursor.execute("update listings_rightin set exclusive = exclusive where id = %s", [pk])
                    cursor.execute("set constraints all immediate; set constraints all deferred")
            except IntegrityError:
                continue


class Migration(migrations.Migration):
    dependencies = [("listings", "0011_claims")]
    operations = [migrations.RunPython(look_at_rights, migrations.RunPython.noop)]
