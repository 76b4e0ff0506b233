"""Imported files lie in the table of files."""

from django.db import migrations, models

from marketplace.files.registering import drop, naming, refer

TABLE = "exchange_import"


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_place_of_the_table"), ("files", "0001_stored_files")]
    operations = [
        *refer(
            "import",
            TABLE,
            "file",
            naming("file"),
            "select file, organisation_id, name, size, sha256 from exchange_import",
        ),
        *drop(
            "import",
            TABLE,
            "file",
            {
                "name": (models.CharField(max_length=200), "f.name"),
                "size": (models.PositiveBigIntegerField(), "f.size"),
                "sha256": (models.CharField(max_length=64), "f.sha256"),
            },
        ),
    ]
