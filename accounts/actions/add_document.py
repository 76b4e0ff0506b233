"""Upload a paper that proves what the organisation says of itself."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.moves import must_manage
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.models import Organisation, OrganisationDocument
from accounts.states import DocumentKind
from marketplace.files.accept import FileRefused, accept_file
from marketplace.files.keep import keep_file
from marketplace.files.policies import PAPER

MAX_DOCUMENTS = 20


def add_document(
    *, organisation: Organisation, kind: str, file: "UploadedFile[bytes]", by: Actor, at: datetime
) -> OrganisationDocument:
    """Keep `file` (PDF, JPEG or PNG, at most 10 MB) among the organisation's papers, under a name of ours.

    Raises MayNotManage, NotAllowedNow, FileRefused.
    """
    if kind not in DocumentKind.values:
        raise FileRefused(_("Choose what kind of document this is."))
    accepted = accept_file(file, PAPER)
    with transaction.atomic():
        locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        must_manage("add_document", by)
        if locked.documents.filter(removed_at=None).count() >= MAX_DOCUMENTS:
            raise FileRefused(_("There are 20 documents already. Remove one that is not needed."))
        paper = OrganisationDocument(
            organisation=locked,
            kind=kind,
            file=keep_file(accepted, "organisations", owner=locked.pk, at=at),
            uploaded_by=by.user,
            uploaded_at=at,
        )
        paper.save(force_insert=True)
        if "documents" in locked.returned_reasons:
            locked.returned_reasons = {f: why for f, why in locked.returned_reasons.items() if f != "documents"}
            locked.save(update_fields=["returned_reasons"])
        after = {"kind": kind, "filename": accepted.name, "sha256": accepted.sha256}
        record_entry(by=by, did="accounts.add_document", what=paper, at=at, after=after)
    return paper
