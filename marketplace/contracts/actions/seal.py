"""Seal: write each signature into the PDF, so that anybody can check it without us."""

from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.audit import record
from marketplace.contracts.agreement import seal_signature
from marketplace.contracts.models import Contract


def seal(*, contract: Contract, at: datetime) -> int:
    """Apply every signature that is not in the PDF yet, oldest first; returns how many.

    One transaction holds the row: a run that is killed leaves the row as it was and the next run does it again.
    """
    with transaction.atomic():
        locked = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
        waiting = list(locked.signatures.filter(sealed_at=None).select_related("user", "organisation").order_by("pk"))
        if not waiting:
            return 0
        current = locked.sealed_document or locked.document
        with current.open("rb") as file:
            pdf = file.read()
        for signature in waiting:
            pdf = seal_signature(pdf, signature, at=at)
            signature.sealed_at = at
            signature.save(update_fields=["sealed_at"])
        digest = sha256(pdf).hexdigest()
        name = f"contracts/{locked.number}-sealed-{digest[:16]}.pdf"
        locked.sealed_document = locked.document.storage.save(name, ContentFile(pdf))
        locked.sealed_sha256 = digest
        locked.save(update_fields=["sealed_document", "sealed_sha256"])
        record(by=None, did="contracts.seal", what=locked, at=at, after={"sha256": digest, "seals": len(waiting)})
    return len(waiting)
