"""Take rights: for a deal (reservation, licence) or for what the seller sold or promised elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from listings.models import Cut, Holding, Programme, RightOut
from listings.models.rights import RightOutQuerySet
from listings.rights.actions.history_cause import because
from listings.rights.actions.lock_work import find_expired, lock_work
from listings.rights.queries.cells import blocked_cells
from listings.rights.request import AvailsRequest, Cell
from listings.states import Binds, Grade, Purpose
from marketplace.kit.constraints import violated_constraint
from marketplace.kit.jobs import enqueue_task
from marketplace.kit.periods import Period
from marketplace.kit.problems import Problem
from marketplace.vocabularies import uses as vocabulary_of_uses


class RightsNotFree(Problem):
    """Somebody else holds some of the cells; `cells` names them, never the holder."""

    code = "rights_not_free"
    text = _("Not free any more: %(names)s.")
    hint = _("Leave these out, or change the dates, and send again.")

    def __init__(self, cells: Iterable[Cell], **context: Any) -> None:
        self.cells = sorted(cells)
        names = ", ".join(f"{territory} {medium}" for medium, territory in self.cells)
        super().__init__(names=names, **context)

    def detail(self) -> dict[str, Any]:
        return {"cells": [list(cell) for cell in self.cells]}


class RightsNotHeld(Problem):
    """The seller does not hold all of what is being sold."""

    code = "rights_not_held"
    text = _("The seller does not hold these rights for the whole window.")
    hint = _("Choose cells and dates that are free in the matrix.")


class RightsContested(RightsNotHeld):
    """Another organisation says that it holds them; nothing is sold until staff have decided."""

    code = "rights_contested"
    text = _("Two sellers say that they hold these rights. Nothing can be sold until our staff have decided.")
    hint = _("Leave these out, or wait for the decision.")


@dataclass(frozen=True)
class Details:
    """What a record says beside what it takes. `runs` and `catch_up_days` count for linear media."""

    note: str = ""
    binds: Binds = Binds.LICENSOR
    runs: int | None = None
    catch_up_days: int | None = None
    cut: Cut | None = None
    key: str | None = None


PLAIN = Details()


def hold_rights(
    *,
    programme: Programme,
    purpose: Purpose,
    grade: Grade,
    grants: Iterable[tuple[frozenset[str], frozenset[str]]],
    languages: frozenset[str],
    window: Period,
    licensee: Organisation | None,
    by: User,
    at: datetime,
    uses: frozenset[str] = vocabulary_of_uses.ALL,
    expires_at: datetime | None = None,
    details: Details = PLAIN,
    holding: Holding | None = None,
) -> list[RightOut]:
    """Take `grants` = (media, territories) rectangles of `programme` for `window`, in all `languages` and `uses`; for the
    `holding` of a deal's line, or for a record of the seller's own.

    One deal at a time per work, whoever lists it (row lock), expired reservations are let go first, the exclusion
    constraint decides. The rows say why they were made, which their history keeps. Raises RightsNotFree with the cells that are taken, RightsNotHeld when the seller does not hold them.
    """
    rectangles = list(grants)
    rows = [
        RightOut(
            programme=programme,
            purpose=purpose,
            grade=grade,
            holding=holding,
            licensee=licensee,
            media=media,
            territories=territories,
            languages=languages,
            uses=uses,
            period=DateRange(window.start, window.end),
            expires_at=expires_at,
            created_by=by,
            created_at=at,
            **vars(details),
        )
        for media, territories in rectangles
    ]
    try:
        with transaction.atomic():
            release_found(lock_work(programme, at=at), at=at)
            RightOut.objects.bulk_create(rows)
    except IntegrityError as error:
        asked = AvailsRequest((), (), window, grade, tuple(languages), tuple(uses))
        raise explain_refusal(error, programme, holding, rectangles, asked, at) from error
    return rows


def explain_refusal(
    error: IntegrityError,
    programme: Programme,
    holding: Holding | None,
    grants: list[tuple[frozenset[str], frozenset[str]]],
    asked: AvailsRequest,
    at: datetime,
) -> Exception:
    """Turn the constraint that refused into what a person can act on."""
    if violated_constraint(error) == "no_double_sale":
        cells = frozenset((m, t) for media, territories in grants for m in media for t in territories)
        return RightsNotFree(blocked_cells(programme, cells, asked, own=holding, at=at) or cells)
    if violated_constraint(error) == "sale_inside_rights_held":
        return RightsContested() if holds_contested(programme, grants, asked) else RightsNotHeld()
    return error


def holds_contested(
    programme: Programme, grants: list[tuple[frozenset[str], frozenset[str]]], asked: AvailsRequest
) -> bool:
    """Does the seller hold some of this under a right that is contested?"""
    window = DateRange(asked.window.start, asked.window.end)
    rows = programme.rights_in.filter(contested=True, period__overlap=window)
    return any(row.media & media and row.territories & places for row in rows for media, places in grants)


def release_expired(*, programme: Programme, at: datetime) -> int:
    """Release reservations and options of the work, through whichever listing, whose time is over; returns how many."""
    return release_found(find_expired(programme, at=at), at=at)


def release_found(expired: Sequence[int], *, at: datetime) -> int:
    """Release rights that were found expired, by their ids; returns how many. Mostly there are none."""
    return release_rows(RightOut.objects.filter(pk__in=expired, active=True), "expired", at) if expired else 0


def release_holdings(*, holdings: Sequence[Holding], at: datetime) -> int:
    """Give back everything that these hold; returns how many rows."""
    held = RightOut.objects.filter(holding__in=holdings, active=True)
    return release_rows(held, "released", at)


def turn_into_licence(*, holding: Holding, at: datetime) -> int:
    """The deal is signed: what this line reserved becomes the licence and expires no more. Returns how many rows."""
    held = RightOut.objects.filter(holding=holding, active=True, purpose=Purpose.RESERVATION)
    return change_rows(held.filter(expires_at__gt=at), "signed", at, purpose=Purpose.LICENCE, expires_at=None)


def release_rows(rows: RightOutQuerySet, cause: str, at: datetime) -> int:
    """Let these rows go; those who wait for their programmes are looked at after the commit. Returns how many."""
    programmes = set(rows.values_list("programme", flat=True))
    for programme in programmes:
        enqueue_task("listings.tell_waiting", programme=programme)
    return change_rows(rows, cause, at, active=False, released_at=at) if programmes else 0


def change_rows(rows: RightOutQuerySet, cause: str, at: datetime, **values: Any) -> int:
    """Change these rows by the course of time or of a deal; returns how many."""
    with because(cause, by=None, at=at):
        return rows.update(**values)
