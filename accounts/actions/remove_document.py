"""Take back a paper that was uploaded by mistake."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.actions.moves import OrganisationMovedOn, must_manage
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.models import OrganisationDocument
from accounts.policies import legal_facts_open

# It may be a person's passport: what was sent by mistake stays only as long as somebody may ask for it again.
KEPT_AFTER_REMOVAL = timedelta(days=30)


def remove_document(*, document: OrganisationDocument, by: Actor, at: datetime) -> None:
    """Show the paper no more, while nobody checks it and before it proved anything; its bytes go a month later.

    Removing twice is no error. Raises MayNotManage, NotAllowedNow, OrganisationMovedOn.
    """
    with transaction.atomic():
        must_manage("remove_document", by)
        if not legal_facts_open(document.organisation):
            raise OrganisationMovedOn(document.organisation)
        if OrganisationDocument.objects.filter(pk=document.pk, removed_at=None).update(removed_at=at):
            document.file.limit_keeping(at + KEPT_AFTER_REMOVAL)
            before = {"kind": document.kind, "filename": document.file.name, "sha256": document.file.sha256}
            record_entry(by=by, did="accounts.remove_document", what=document, at=at, before=before)
