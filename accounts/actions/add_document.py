"""Upload a paper that proves what the organisation says of itself."""

import hashlib
import io
import uuid
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from accounts.actions.moves import must_manage
from accounts.actors import Actor
from accounts.audit import record
from accounts.models import Organisation, OrganisationDocument
from accounts.states import DocumentKind
from marketplace.kit.problems import Problem

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 80_000_000
MAX_DOCUMENTS = 20
PDF = b"%PDF-"
PICTURES = {"JPEG": ("image/jpeg", ".jpg"), "PNG": ("image/png", ".png")}


class DocumentRefused(Problem):
    """The file is not one that staff could read; `why` is a sentence that says what to send instead."""

    code = "document_refused"
    status = 422
    text = "%(why)s"
    field = "file"

    def __init__(self, why: str | Promise) -> None:
        super().__init__(why=why)


def add_document(
    *, organisation: Organisation, kind: str, file: "UploadedFile[bytes]", by: Actor, at: datetime
) -> OrganisationDocument:  # fmt: skip
    """Keep `file` (PDF, JPEG or PNG, at most 10 MB) among the organisation's papers, under a name of ours.

    What it is, is read from its bytes, never from its name. Raises MayNotManage, NotAllowedNow,
    DocumentRefused.
    """
    if kind not in DocumentKind.values:
        raise DocumentRefused(_("Choose what kind of document this is."))
    content = content_of(file)
    content_type, ending = recognise(content)
    with transaction.atomic():
        locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        must_manage("add_document", by)
        if locked.documents.filter(removed_at=None).count() >= MAX_DOCUMENTS:
            raise DocumentRefused(_("There are 20 documents already. Remove one that is not needed."))
        paper = OrganisationDocument(
            organisation=locked, kind=kind, filename=shown_name(file.name or "", ending), size=len(content),
            content_type=content_type, sha256=hashlib.sha256(content).hexdigest(), uploaded_by=by.user, uploaded_at=at,
        )  # fmt: skip
        paper.file.save(f"{uuid.uuid4().hex}{ending}", ContentFile(content), save=False)
        paper.save(force_insert=True)
        if "documents" in locked.returned_reasons:
            locked.returned_reasons = {f: why for f, why in locked.returned_reasons.items() if f != "documents"}
            locked.save(update_fields=["returned_reasons"])
        after = {"kind": kind, "filename": paper.filename, "sha256": paper.sha256}
        record(by=by, did="accounts.add_document", what=paper, at=at, after=after)
    return paper


def content_of(file: "File[bytes]") -> bytes:
    """The bytes, never more than allowed in memory, however often they were read before."""
    if (file.size or 0) > MAX_BYTES:
        raise DocumentRefused(_("This file is larger than 10 MB. Send a smaller scan."))
    file.seek(0)
    content = file.read(MAX_BYTES + 1)
    if not content or len(content) > MAX_BYTES:
        raise DocumentRefused(_("This file is empty or larger than 10 MB."))
    return bytes(content)


def recognise(content: bytes) -> tuple[str, str]:
    """Content type and file ending by what the bytes are."""
    if content.startswith(PDF):
        if b"%%EOF" not in content[-2048:]:
            raise DocumentRefused(_("This PDF breaks off before its end. Save it again and send the whole file."))
        return "application/pdf", ".pdf"
    try:
        with Image.open(io.BytesIO(content), formats=list(PICTURES)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise DocumentRefused(_("This picture has too many pixels. Send a smaller scan."))
            picture.load()
            return PICTURES[str(picture.format)]
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise DocumentRefused(
            _("This file is not a readable PDF, JPEG or PNG. Send the scan in one of these forms.")
        ) from error


def shown_name(name: str, ending: str) -> str:
    """The uploader's own name for the file, without folders and control characters, with the ending that is true."""
    stem = "".join(c for c in PurePath(name.replace("\\", "/")).stem if c.isprintable()).strip()
    return f"{stem[:150] or 'document'}{ending}"
