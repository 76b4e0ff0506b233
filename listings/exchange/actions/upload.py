"""Take a file in: it is kept as it came, recognised, and read by a worker."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.actions.allowing import must_be_allowed
from accounts.actors import Actor
from accounts.audit import record_entry
from listings.exchange import sources, tables
from listings.exchange.encodings import ENCODINGS
from listings.exchange.models import Import
from listings.exchange.states import MOVES, ImportState, Kind
from listings.exchange.table_files import Unreadable
from marketplace.files.accept import FileRefused, accept_file
from marketplace.files.keep import keep_file
from marketplace.files.names import ending_of
from marketplace.files.policies import IMPORT
from marketplace.kit.jobs import enqueue_task
from marketplace.kit.problems import Forbidden, Invalid
from marketplace.kit.transitions import MovedOn

# Whatever was chosen: nothing else comes in these.
ONLY = {".csv": Kind.TITLES, ".xml": Kind.AVAILS}
MAX_OPEN = 20


class MayNotImport(Forbidden):
    hint = _("An owner or a seller of your organisation can do this.")


def must_import(act: str, by: Actor) -> None:
    """Raise MayNotImport, or NotAllowedNow when `act` has to wait."""
    if not by.organisation.sells:
        raise MayNotImport
    must_be_allowed(act, by, lambda _by: MayNotImport())


class ImportMovedOn(MovedOn):
    code = "import_moved_on"
    text = _("This import has moved on: %(state)s.")
    hint = _("Reload the page.")


def start_import(*, file: "UploadedFile[bytes]", kind: str, by: Actor, at: datetime) -> Import:
    """Keep the file and begin to read it; a list of titles waits for its columns first.

    Raises MayNotImport, FileRefused, Invalid (kind).
    """
    must_import("start_import", by)
    if kind not in Kind.values:
        raise Invalid({"kind": [str(_("Choose what the file holds."))]})
    kind = ONLY.get(ending_of(file.name or ""), kind)
    accepted = accept_file(file, IMPORT)
    must_have_room(by)
    with transaction.atomic():
        made = Import(
            organisation=by.organisation,
            user=by.user,
            kind=kind,
            file=keep_file(accepted, "imports", owner=by.organisation.pk, at=at),
            made_at=at,
            beat_at=at,
            state=ImportState.UPLOADED if kind == Kind.TITLES else ImportState.READING,
        )
        if kind == Kind.TITLES:
            see_columns(made)
        made.save(force_insert=True)
        record_entry(
            by=by,
            did="exchange.import",
            what=made,
            at=at,
            after={"name": made.name, "kind": made.kind, "sha256": accepted.sha256},
        )
        if made.state == ImportState.READING:
            enqueue_task("exchange.run", import_id=made.pk)
    return made


def must_have_room(by: Actor) -> None:
    """Raise FileRefused when too many imports of the organisation are running."""
    running = Import.objects.visible_to(by).filter(state__in=[ImportState.READING, ImportState.PUBLISHING])
    if running.count() >= MAX_OPEN:
        raise FileRefused(_("Twenty imports are running already. Wait until one has ended."))


def see_columns(made: Import) -> None:
    """Where the table of a list of titles is, its header, and a guess what it says; another kind of workbook is read as
    what it is. Raises FileRefused."""
    try:
        made.kind = sources.kind_by_header(tables.first_row(made.file.path))
        if made.kind == Kind.TITLES:
            look_at_columns(made, tables.find_header(made.file.path))
    except Unreadable as no:
        raise FileRefused(no.why) from no
    if made.kind != Kind.TITLES:
        made.state = ImportState.READING


def look_at_columns(made: Import, place: tables.Place) -> None:
    """The columns at this place and a guess which is which. Raises Unreadable."""
    made.columns = tables.read_header(made.file.path, place)
    made.place, made.mapping = place.stored(), tables.guess_mapping(made.columns)


def choose_table(*, batch: Import, encoding: str, sheet: str, header: int | None, by: Actor, at: datetime) -> None:
    """A person corrects where the table is: the encoding of a CSV file, the sheet, the number of the header row (None = to
    be found). The columns are guessed anew. Raises MayNotImport, ImportMovedOn, Invalid."""
    must_import("choose_table", by)
    if batch.state != ImportState.UPLOADED:
        raise ImportMovedOn(batch)
    known = {"encoding": ["", *ENCODINGS], "sheet": ["", *tables.sheet_names(batch.file.path)]}
    wrong = {
        name: [str(_("Choose one of the list."))]
        for name, said in (("encoding", encoding), ("sheet", sheet))
        if said not in known[name]
    }
    if header is not None and not 1 <= header <= tables.MAX_HEADER_ROW:
        wrong["header"] = [
            gettext("Write a whole number from %(low)s to %(high)s.") % {"low": 1, "high": tables.MAX_HEADER_ROW}
        ]
    if wrong:
        raise Invalid(wrong)
    try:
        found = tables.find_header(batch.file.path, encoding, sheet)
        look_at_columns(batch, tables.Place(found.encoding, sheet or found.sheet, header or found.header))
    except Unreadable as no:
        raise Invalid({"encoding" if encoding else "header": [str(no.why)]}) from no
    fields = {"columns": batch.columns, "mapping": batch.mapping, "place": batch.place}
    if not Import.objects.filter(pk=batch.pk, state=ImportState.UPLOADED).update(**fields):
        raise ImportMovedOn(batch)
    record_entry(by=by, did="exchange.table", what=batch, at=at, after=batch.place)


def choose_columns(*, batch: Import, mapping: dict[str, str], by: Actor, at: datetime) -> None:
    """A person confirms which column is which; then the file is read. That the origin is in no column can be said with "".

    Raises MayNotImport, ImportMovedOn, Invalid.
    """
    must_import("choose_columns", by)
    known = {ours: theirs for ours, theirs in mapping.items() if ours in tables.COLUMNS and theirs in batch.columns}
    if mapping.get(tables.ORIGIN) == "":
        known[tables.ORIGIN] = ""
    errors = {ours: [str(_("Choose the column that holds it."))] for ours in tables.NEEDED if ours not in known}
    if errors:
        raise Invalid(errors)
    with transaction.atomic():
        move_import(batch, ImportState.READING, mapping=known, beat_at=at)
        record_entry(by=by, did="exchange.columns", what=batch, at=at, after=known)
        enqueue_task("exchange.run", import_id=batch.pk)


def move_import(batch: Import, to: ImportState, **changes: Any) -> None:
    """From a state that allows it, or not at all; attempts are counted anew. Raises ImportMovedOn."""
    MOVES.move(batch, to, ImportMovedOn, attempts=0, **changes)
