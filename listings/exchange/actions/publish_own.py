"""Take over rows of our own sheet: each becomes a record, unless one that says the same is there already."""

from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from listings.actions import record_right_in, record_right_out
from listings.exchange.finding_texts import own_finding, stored_finding, worst_finding
from listings.exchange.models import Import, ImportRow
from listings.exchange.own_sheet import Row, read_rows, rows_of
from listings.exchange.states import RowState
from listings.models import Programme
from listings.rights.actions.save_rights import OWN_PURPOSES
from listings.states import Binds, Grade, Purpose
from marketplace.kit.problems import Problem

# What tells two records apart; the rest is the sheet's own numbering.
SAYS = (
    "kind",
    "territories",
    "media",
    "period",
    "languages",
    "uses",
    "grade",
    "latest_end",
    "underlying_end",
    "underlying_note",
    "source",
    "binds",
    "runs",
    "catch_up",
    "cut",
    "note",
)


def take_own(batch: Import, rows: dict[int, ImportRow], by: Actor, at: datetime) -> None:
    """One programme's rows after the other. A refusal stays with its row."""
    cells, read = ((number, row.cells) for number, row in rows.items()), list[Row]()
    found = read_rows(cells, int(batch.version or 0), by=by, at=at)
    for row, (one, findings) in zip(rows.values(), found, strict=True):
        if one:
            read.append(one)
        else:
            # What was right when it was read, such as an option's last day, may be over now.
            row.findings = [stored_finding(finding) for finding in findings]
            row.verdict = worst_finding(row.findings)
    titles = {row.title_id for row in read}
    programmes = {p.public_id: p for p in Programme.objects.owned_by(by).filter(public_id__in=titles)}
    there = {public_id: {values_of_row(one) for one in rows_of([p], at=at)} for public_id, p in programmes.items()}
    for one in read:
        row, programme = rows[one.row], programmes.get(one.title_id)
        if programme is None:
            refuse_row(row, "foreign-work", "title_id", one.title_id)
        elif values_of_row(one) in there[one.title_id] or (not one.held and one.kind not in OWN_PURPOSES):
            row.state, row.programme = RowState.UNCHANGED, programme
        elif record_row(one, row, programme, by, at):
            there[one.title_id].add(values_of_row(one))
    ImportRow.objects.bulk_update(rows.values(), ["state", "programme", "findings", "verdict"])


def values_of_row(row: Row) -> tuple[object, ...]:
    """What a row says, to be compared."""
    return tuple(getattr(row, name) for name in SAYS)


def record_row(one: Row, row: ImportRow, programme: Programme, by: Actor, at: datetime) -> bool:
    """Record it. False when it was refused."""
    try:
        with transaction.atomic():
            record_held(one, programme, by, at) if one.held else record_taken(one, programme, by, at)
    except Problem as problem:
        refuse_row(row, "own-refused", "kind", one.kind, said=f"{problem.message()} {problem.advice()}".strip())
        return False
    row.state, row.programme = RowState.PUBLISHED, programme
    return True


def record_held(one: Row, programme: Programme, by: Actor, at: datetime) -> None:
    record_right_in(
        programme=programme,
        territories=one.territories,
        media=one.media,
        languages=one.languages,
        uses=one.uses,
        period=one.period,
        exclusive=one.grade != Grade.NON_EXCLUSIVE,
        source=one.source,
        latest_end=one.latest_end,
        underlying_end=one.underlying_end,
        underlying_note=one.underlying_note,
        by=by,
        at=at,
    )


def record_taken(one: Row, programme: Programme, by: Actor, at: datetime) -> None:
    record_right_out(
        programme=programme,
        purpose=Purpose(one.kind),
        grade=Grade(one.grade or Grade.NON_EXCLUSIVE),
        territories=one.territories,
        media=one.media,
        languages=one.languages,
        uses=one.uses,
        period=one.period,
        by=by,
        at=at,
        expires_at=one.expires,
        note=one.note,
        binds=Binds(one.binds or Binds.LICENSOR),
        runs=one.runs,
        catch_up_days=one.catch_up,
        cut=one.cut,
    )


def refuse_row(row: ImportRow, rule: str, column: str, value: str, **params: str) -> None:
    """Say why at the row."""
    row.findings = [*row.findings, own_finding(rule, column, value, **params)]
    row.verdict = worst_finding(row.findings)
