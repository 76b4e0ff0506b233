"""The hash of the sealed file stands beside it; of what was sealed before, the audit trail kept it."""

from typing import Any

from django.db import migrations, models


def take_from_the_trail(apps: Any, schema_editor: Any) -> None:
    entries = apps.get_model("accounts", "AuditEntry").objects.filter(action="contracts.seal", object_kind="contract")
    contracts = apps.get_model("contracts", "Contract").objects
    for entry in entries.order_by("pk").iterator():
        contracts.filter(pk=int(entry.object_id)).exclude(sealed_document="").update(
            sealed_sha256=entry.after["sha256"]
        )


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0006_attempts_are_jobs"),
        ("accounts", "0009_name_in_latin_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="contract",
            name="sealed_sha256",
            field=models.CharField(blank=True, help_text="of that file, as it was when it was sealed", max_length=64),
        ),
        migrations.RunPython(take_from_the_trail, migrations.RunPython.noop),
    ]
