"""What stands beside a record of rights: its document and the cuts of the programme."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.audit import record_entry
from listings.models import Cut, Programme, RightIn
from listings.programmes.actions.save_programme import must_edit
from listings.rights.actions.history_cause import because
from marketplace.files.accept import accept_file
from marketplace.files.keep import keep_file
from marketplace.files.policies import PAPER
from marketplace.kit.problems import Invalid

MAX_NAME_LENGTH = 80


def attach_document(*, row: RightIn, file: "UploadedFile[bytes]", by: Actor, at: datetime) -> None:
    """Keep the contract of a right in (PDF, JPEG or PNG, at most 10 MB).

    An earlier document stays in the store: the history names it. Raises MayNotList, FileRefused at `document`.
    """
    must_edit("attach_document", row.programme, by)
    accepted = accept_file(file, PAPER, field="document")
    before, name = row.document_name, accepted.name
    with because("document", by=by.user, at=at):
        row.document = keep_file(accepted, "rights", owner=by.organisation.pk, at=at)
        RightIn.objects.filter(pk=row.pk).update(document=row.document, document_name=name)
        row.document_name = name
        record_entry(
            by=by, did="listings.attach_document", what=row, at=at, before={"name": before}, after={"name": name}
        )


def cut_named(*, programme: Programme, name: str, by: Actor, at: datetime) -> Cut:
    """The cut of this name of the programme's work, whatever its case; made when there is none yet.

    Raises MayNotList, Invalid.
    """
    must_edit("cut_named", programme, by)
    wanted = " ".join(name.replace("\x00", "").split())
    if not 0 < len(wanted) <= MAX_NAME_LENGTH:
        raise Invalid({"cut": [_("Give the cut a name, up to %(most)s characters.") % {"most": MAX_NAME_LENGTH}]})
    found, made = Cut.objects.get_or_create(
        work_id=programme.work.root_id, name__iexact=wanted, defaults={"name": wanted}
    )
    if made:
        record_entry(by=by, did="listings.add_cut", what=found, at=at, after={"name": wanted})
    return found
