"""Contracts and delivered files lie in the table of files."""

from django.db import migrations, models

from marketplace.files.registering import build_reference, drop_told_fields, refer_to_files

TABLE = "contracts_deliveryevent"
DOCUMENTS = "select {0}, null::bigint, number || '.pdf', null, {1} from contracts_contract where {0} <> ''"
DRAWN_UP = build_reference("document", null=True, blank=True, help_text="as drawn up, before any signature")
SEALED = build_reference("sealed_document", null=True, blank=True, help_text="with the seals applied so far")


class Migration(migrations.Migration):
    dependencies = [("contracts", "0011_parts_as_agreed"), ("files", "0001_stored_files")]
    operations = [
        *refer_to_files(
            "contract", "contracts_contract", "document", DRAWN_UP, DOCUMENTS.format("document", "document_sha256")
        ),
        *refer_to_files(
            "contract",
            "contracts_contract",
            "sealed_document",
            SEALED,
            DOCUMENTS.format("sealed_document", "sealed_sha256"),
        ),
        *refer_to_files(
            "deliveryevent",
            TABLE,
            "file",
            build_reference("file", null=True, blank=True),
            "select file, organisation_id, file_name, null, file_sha256 from contracts_deliveryevent where file <> ''",
        ),
        *drop_told_fields(
            "deliveryevent",
            TABLE,
            "file",
            {
                "file_name": (models.CharField(max_length=200, blank=True), "coalesce(f.name, '')"),
                "file_sha256": (models.CharField(max_length=64, blank=True), "coalesce(f.sha256, '')"),
            },
        ),
    ]
