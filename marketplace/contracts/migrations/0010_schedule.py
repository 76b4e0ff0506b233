"""An instalment says of which group it is, when it is due at the latest, and what must be there before it is paid."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contracts", "0009_parties_and_lines")]
    operations = [
        migrations.RenameField("instalment", "label", "due_rule"),
        migrations.AlterField(
            "instalment",
            "due_rule",
            models.CharField(max_length=20, help_text="key of a marketplace.offers.terms.DueRule"),
        ),
        migrations.AddField(
            "instalment",
            "group",
            models.PositiveSmallIntegerField(default=1, help_text="which of the terms' groups it pays for"),
        ),
        migrations.AddField(
            "instalment",
            "latest_on",
            models.DateField(null=True, blank=True, help_text="due on this day, whatever has happened until then"),
        ),
        migrations.AddField(
            "instalment",
            "preconditions",
            ArrayField(
                models.CharField(max_length=30),
                default=list,
                blank=True,
                help_text="what must be there before it is paid",
            ),
        ),
    ]
