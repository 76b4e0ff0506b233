from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0016_files")]
    operations = [
        migrations.AddIndex(
            "notice",
            models.Index(fields=["url"], condition=models.Q(read_at=None), name="unread_notices_of_a_page"),
        ),
    ]
