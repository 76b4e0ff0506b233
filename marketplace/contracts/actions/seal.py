"""Seal: write each signature into the PDF, so that anybody can check it without us."""

from datetime import datetime

from django.db import transaction

from accounts.audit import record_entry
from marketplace.contracts.agreement import seal_signature
from marketplace.contracts.filed import newest_file
from marketplace.contracts.models import Contract
from marketplace.files.keep import keep_bytes
from marketplace.files.kinds import PDF


def seal(*, contract: Contract, at: datetime) -> int:
    """Apply every signature that is not in the PDF yet, oldest first; returns how many.

    One transaction holds the row: a run that is killed leaves the row as it was and the next run does it again.
    """
    with transaction.atomic():
        locked = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
        waiting = list(locked.signatures.filter(sealed_at=None).select_related("user", "organisation").order_by("pk"))
        if not waiting:
            return 0
        current, _recorded = newest_file(locked)
        pdf = current.read()
        for signature in waiting:
            pdf = seal_signature(pdf, signature, at=at)
            signature.sealed_at = at
            signature.save(update_fields=["sealed_at"])
        stored = keep_bytes(pdf, PDF, f"{locked.number}.pdf", "contracts", owner=None, at=at)
        locked.sealed_document, locked.sealed_sha256 = stored, stored.sha256
        locked.save(update_fields=["sealed_document", "sealed_sha256"])
        record_entry(
            by=None, did="contracts.seal", what=locked, at=at, after={"sha256": stored.sha256, "seals": len(waiting)}
        )
    return len(waiting)
