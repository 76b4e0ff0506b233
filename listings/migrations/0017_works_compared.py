"""Works that were there before listings were compared are compared once; generated catalogues are nobody's works."""

from django.db import migrations, models

GENERATED = """
update listings_work w set compared_at = w.created_at
from listings_programme p where p.work_id = w.id and p.source like 'generated%'
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0016_published_stays_reviewed")]

    operations = [
        migrations.AddField(
            model_name="work",
            name="compared_at",
            field=models.DateTimeField(
                blank=True,
                help_text="when its listings were first compared with others; every save compares them again",
                null=True,
            ),
        ),
        migrations.RunSQL(GENERATED, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="work",
            index=models.Index(condition=models.Q(("compared_at", None)), fields=["id"], name="works_to_compare"),
        ),
    ]
