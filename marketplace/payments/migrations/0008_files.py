"""The slips of banks lie in the table of files."""

from django.db import migrations, models

from marketplace.files.registering import build_reference, drop_told_fields, refer_to_files

TABLE = "payments_banktransfer"
ROWS = """
select t.proof, m.organisation_id, t.proof_name, null, null from payments_banktransfer t
left join lateral (
  select p.organisation_id from payments_banktransfer x join contracts_instalment i on i.id = x.instalment_id
  join contracts_contractparty p on p.contract_id = i.contract_id and p.side = 'buyer' where x.id = t.id limit 1
) m on true
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0007_events_are_jobs"), ("files", "0001_stored_files")]
    operations = [
        *refer_to_files(
            "banktransfer",
            TABLE,
            "proof",
            build_reference("proof"),
            ROWS,
        ),
        *drop_told_fields("banktransfer", TABLE, "proof", {"proof_name": (models.CharField(max_length=200), "f.name")}),
    ]
