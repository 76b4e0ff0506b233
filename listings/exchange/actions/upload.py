"""Take a file in: it is kept as it came, recognised, and read by a worker."""

import hashlib
import uuid
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.audit import record
from listings.exchange import sources, tables
from listings.exchange.models import Import
from listings.exchange.states import MOVES, ImportState, Kind
from listings.policies import may_list
from marketplace.kit.jobs import enqueue
from marketplace.kit.problems import Forbidden, Invalid, Problem

MOST_BYTES = 60 * 1024 * 1024
ENDINGS = {".xlsx", ".xlsm", ".xml", ".csv"}
# Whatever was chosen: nothing else comes in these.
ONLY = {".csv": Kind.TITLES, ".xml": Kind.AVAILS}
MOST_OPEN = 20


class MayNotImport(Forbidden):
    hint = _("An owner or a seller of your organisation can do this.")


class ImportMovedOn(Problem):
    code = "import_moved_on"
    status = 409
    text = _("This import has moved on: %(state)s.")
    hint = _("Reload the page.")


class FileRefused(Problem):
    """Not a file that could be read at all; `why` says what to send instead."""

    code = "file_refused"
    status = 422
    text = "%(why)s"
    field = "file"

    def __init__(self, why: str | Promise) -> None:
        super().__init__(why=why)


def start_import(*, file: "UploadedFile[bytes]", kind: str, by: Actor, at: datetime) -> Import:
    """Keep the file and begin to read it; a list of titles waits for its columns first.

    Raises MayNotImport, FileRefused, Invalid (kind).
    """
    if not may_list(by):
        raise MayNotImport
    if kind not in Kind.values:
        raise Invalid({"kind": [str(_("Choose what the file holds."))]})
    ending = PurePath(file.name or "").suffix.lower()
    kind = ONLY.get(ending, kind)
    check(file, ending, by)
    made = Import(
        organisation=by.organisation, user=by.user, kind=kind, name=PurePath(file.name or "").name.replace("\x00", "")[-200:],
        size=file.size or 0, sha256=digest_of(file), made_at=at, beat_at=at,
        state=ImportState.UPLOADED if kind == Kind.TITLES else ImportState.READING,
    )  # fmt: skip
    with transaction.atomic():
        made.file.save(f"{uuid.uuid4().hex}{ending}", file, save=False)
        if kind == Kind.TITLES:
            see_columns(made)
        made.save(force_insert=True)
        record(
            by=by,
            did="exchange.import",
            what=made,
            at=at,
            after={"name": made.name, "kind": made.kind, "sha256": made.sha256},
        )
        if made.state == ImportState.READING:
            enqueue("exchange.run", import_id=made.pk)
    return made


def check(file: "UploadedFile[bytes]", ending: str, by: Actor) -> None:
    """Size, name and number. What is in it, the reader says. Raises FileRefused."""
    if ending not in ENDINGS:
        raise FileRefused(_("Send a workbook (.xlsx), Avails as XML (.xml), or a list of titles as .csv."))
    if not file.size:
        raise FileRefused(_("The file is empty."))
    if file.size > MOST_BYTES:
        raise FileRefused(_("The file is larger than 60 MB. Split it and send the parts."))
    if (
        Import.objects.visible_to(by).filter(state__in=[ImportState.READING, ImportState.PUBLISHING]).count()
        >= MOST_OPEN
    ):
        raise FileRefused(_("Twenty imports are running already. Wait until one has ended."))


def digest_of(file: "UploadedFile[bytes]") -> str:
    """SHA-256 of the content."""
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def see_columns(made: Import) -> None:
    """The header of a list of titles, and a guess what it says; another kind of workbook is read as what it is. Raises
    FileRefused."""
    try:
        columns = tables.header(made.file.path)
    except tables.Unreadable as no:
        raise FileRefused(no.why) from no
    made.kind = sources.kind_by_header(columns)
    if made.kind == Kind.TITLES:
        made.columns, made.mapping = columns, tables.guess(columns)
    else:
        made.state = ImportState.READING


def choose_columns(*, batch: Import, mapping: dict[str, str], by: Actor, at: datetime) -> None:
    """A person confirms which column is which; then the file is read. Raises MayNotImport, ImportMovedOn, Invalid."""
    if not may_list(by):
        raise MayNotImport
    known = {ours: theirs for ours, theirs in mapping.items() if ours in tables.COLUMNS and theirs in batch.columns}
    errors = {ours: [str(_("Choose the column that holds it."))] for ours in tables.NEEDED if ours not in known}
    if errors:
        raise Invalid(errors)
    with transaction.atomic():
        move(batch, ImportState.READING, mapping=known, beat_at=at)
        record(by=by, did="exchange.columns", what=batch, at=at, after=known)
        enqueue("exchange.run", import_id=batch.pk)


def move(batch: Import, to: ImportState, **changes: Any) -> None:
    """From a state that allows it, or not at all; attempts are counted anew. Raises ImportMovedOn."""
    sources = [state for state, targets in MOVES.items() if to in targets]
    if not Import.objects.filter(pk=batch.pk, state__in=sources).update(state=to, attempts=0, **changes):
        batch.refresh_from_db()
        raise ImportMovedOn(state=batch.get_state_display())
    batch.refresh_from_db()
