from django.db import migrations, models


class Migration(migrations.Migration):
    """Each member keeps a usual request of their own; the organisation's stays what a new member begins with."""

    dependencies = [("accounts", "0004_last_owner_stays")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="default_request",
            field=models.JSONField(blank=True, default=dict, help_text="the member's usual request, as in an address"),
        ),
    ]
