"""Contracts behind rights, and pictures, lie in the table of files."""

from django.db import migrations

from marketplace.files.registering import build_reference, refer_to_files

# What an older record named is named by the history alone.
RIGHTS = """
select r.document, p.organisation_id, r.document_name, null, null from listings_rightin r join listings_programme p on p.id = r.programme_id
where r.document <> ''
union
select h.after ->> 'document', p.organisation_id, h.after ->> 'document_name', null, null from listings_rightshistory h
join listings_programme p on p.id = h.programme_id where h.kind = 'in' and coalesce(h.after ->> 'document', '') <> ''
"""
PICTURES = """
select a.{0}, p.organisation_id, a.kind || '-{0}.webp', null, null from listings_artwork a join listings_programme p on p.id = a.programme_id
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0022_sort_keys"), ("files", "0001_stored_files")]
    operations = [
        *refer_to_files(
            "rightin",
            "listings_rightin",
            "document",
            build_reference("document", null=True, blank=True, verbose_name="document"),
            RIGHTS,
        ),
        *refer_to_files(
            "artwork",
            "listings_artwork",
            "large",
            build_reference("large"),
            PICTURES.format("large"),
        ),
        *refer_to_files(
            "artwork",
            "listings_artwork",
            "small",
            build_reference("small"),
            PICTURES.format("small"),
        ),
    ]
