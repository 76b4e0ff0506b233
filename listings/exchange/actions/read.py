"""Read a file row by row into the database. May be stopped anywhere and run again: what is there is not read twice."""

from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import Q

from accounts.days import day_at
from accounts.notices import send_loose_notices
from listings.exchange import sources
from listings.exchange.actions.draft_notices import draft_for_importer
from listings.exchange.actions.upload import move_import
from listings.exchange.finding_texts import Stored, own_finding, worst_finding
from listings.exchange.listed import lead_rows
from listings.exchange.models import Import, ImportRow
from listings.exchange.programme_matching import our_id, owned_name
from listings.exchange.states import ImportState, Kind
from listings.models import Programme

CHUNK = 1_000
# What is said of a file that is not what it was sent as.
INSTEAD = {Kind.OWN: "read-as-own", Kind.AVAILS: "read-as-avails", Kind.TITLES: "is-titles"}


def read_import(*, batch: Import, at: datetime) -> None:
    """Read what is not read yet. Whole-file findings refuse it; else it is checked in the end.

    The rows of a chunk and the mark how far it came are one transaction, so a killed worker leaves no gap and no double.
    """
    reading, notes = read_rows(batch, at), []
    if reading.refused and (kind := sources.kind_instead(batch, day_at(batch.organisation, at))):
        notes = [own_finding(INSTEAD[kind])]
        if kind != Kind.TITLES:
            Import.objects.filter(pk=batch.pk).update(kind=kind)
            batch.kind = kind
            reading = read_rows(batch, at)
    finish_reading(batch, reading, [*notes, *reading.findings], at)


def read_rows(batch: Import, at: datetime) -> sources.Source:
    """Read what is not read yet, chunk by chunk."""
    reading = sources.open_source(batch, day_at(batch.organisation, at))
    known = batch.rows.order_by("-number").values_list("number", flat=True).first() or 0
    rows = iter(reading)
    while chunk := list(islice(rows, CHUNK)):
        write_chunk(batch, [row for row in chunk if row.number > known], at)
    return reading


def finish_reading(batch: Import, reading: sources.Source, findings: list[Stored], at: datetime) -> None:
    """Checked or refused, and told."""
    if reading.refused:
        move_import(batch, ImportState.REFUSED, findings=findings, finished_at=at)
    else:
        with transaction.atomic():
            for number, findings in reading.late.items():
                add_findings(batch, number, findings)
            move_import(
                batch,
                ImportState.CHECKED,
                findings=findings,
                version=reading.version,
                columns=reading.columns,
                beat_at=at,
            )
    send_loose_notices(draft_for_importer(batch, "exchange.refused" if reading.refused else "exchange.checked"), at=at)


def write_chunk(batch: Import, rows: list[sources.Read], at: datetime) -> None:
    """One chunk, and how far it came."""
    refuse_foreign(batch, rows)
    listed = lead_rows(batch.organisation, rows)
    with transaction.atomic():
        ImportRow.objects.bulk_create(
            ImportRow(
                batch=batch,
                number=row.number,
                group=row.group[:300],
                cells=row.cells,
                findings=row.findings,
                verdict=worst_finding(row.findings),
                programme=listed.get(row.number),
            )
            for row in rows
        )
        batch.rows_read += len(rows)
        Import.objects.filter(pk=batch.pk).update(rows_read=batch.rows_read, beat_at=at)


def refuse_foreign(batch: Import, rows: list[sources.Read]) -> None:
    """Rows about a work that another organisation has here under the same name of its own."""
    names = {row.work: our_id(row.work) for row in rows if row.work and owned_name(row.work)}
    same = Q(source_key__in=names) | Q(public_id__in=[public for public in names.values() if public])
    others = Programme.objects.filter(same).exclude(organisation=batch.organisation)
    foreign = {name for pair in others.values_list("source_key", "public_id") for name in pair}
    for row in rows:
        if row.work in foreign or our_id(row.work) in foreign:
            row.findings.append(own_finding("foreign-work", "AvailAsset/ContentID", row.work.removeprefix("avails:")))


def add_findings(batch: Import, number: int, findings: list[Stored]) -> None:
    """What only the end of the file could tell of a row; said once, however often the file is read."""
    row = ImportRow.objects.select_for_update().get(batch=batch, number=number)
    new = [one for one in findings if one not in row.findings]
    if new:
        row.findings = [*row.findings, *new]
        row.verdict = worst_finding(row.findings)
        row.save(update_fields=["findings", "verdict"])
