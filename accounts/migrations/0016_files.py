"""The papers of organisations lie in the table of files."""

from django.db import migrations, models

from marketplace.files.registering import build_reference, drop_told_fields, refer_to_files

TABLE = "accounts_organisationdocument"
TYPE = "case f.kind when 'pdf' then 'application/pdf' when 'jpg' then 'image/jpeg' else 'image/png' end"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0015_staff_roles"), ("files", "0001_stored_files")]
    operations = [
        *refer_to_files(
            "organisationdocument",
            TABLE,
            "file",
            build_reference("file"),
            "select file, organisation_id, filename, size, sha256 from accounts_organisationdocument",
        ),
        *drop_told_fields(
            "organisationdocument",
            TABLE,
            "file",
            {
                "filename": (models.CharField(max_length=200), "f.name"),
                "size": (models.PositiveIntegerField(), "f.size"),
                "content_type": (models.CharField(max_length=80), TYPE),
                "sha256": (models.CharField(max_length=64), "f.sha256"),
            },
        ),
    ]
