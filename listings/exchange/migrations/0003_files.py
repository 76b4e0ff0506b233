"""Imported files lie in the table of files."""

from django.db import migrations, models

from marketplace.files.registering import build_reference, drop_told_fields, refer_to_files

TABLE = "exchange_import"


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_place_of_the_table"), ("files", "0001_stored_files")]
    operations = [
        *refer_to_files(
            "import",
            TABLE,
            "file",
            build_reference("file"),
            "select file, organisation_id, name, size, sha256 from exchange_import",
        ),
        *drop_told_fields(
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
