"""Record what the seller holds, what it sold or promised elsewhere, and what it asks."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.audit import record
from listings.actions.hold_rights import hold_rights
from listings.actions.save_programme import MayNotList
from listings.models import Ask, Programme, RightIn, RightOut
from listings.policies import may_edit
from listings.states import Grade, Purpose
from marketplace.kit.constraints import violated
from marketplace.kit.periods import Period
from marketplace.kit.problems import Problem

OWN_PURPOSES = frozenset({Purpose.EXTERNAL, Purpose.OPTION, Purpose.HOLDBACK})
Codes = frozenset[str]


class LicenceRests(Problem):
    code = "licence_rests"
    text = _("A licence or hold rests on this right, so it cannot be taken away or shortened.")
    hint = _("End the licence first, or record another right that covers it.")


def record_right_in(
    *, programme: Programme, territories: Codes, media: Codes, languages: Codes, period: Period, exclusive: bool,
    source: str, by: Actor, at: datetime,
) -> RightIn:  # fmt: skip
    """Add a right that the seller holds; this confirms the rights as of `at`. Raises MayNotList."""
    if not may_edit(by, programme):
        raise MayNotList(by)
    with transaction.atomic():
        made = RightIn.objects.create(
            programme=programme, territories=territories, media=media, languages=languages, exclusive=exclusive,
            period=DateRange(period.start, period.end), source=source[:120], created_by=by.user, created_at=at,
        )  # fmt: skip
        touch(programme, at)
        record(by=by, did="listings.right_in", what=made, at=at, after=described(made))
    return made


def record_right_out(
    *, programme: Programme, purpose: Purpose, grade: Grade, territories: Codes, media: Codes, languages: Codes,
    period: Period, note: str, by: Actor, at: datetime, expires_at: datetime | None = None,
) -> RightOut:  # fmt: skip
    """Record what was sold, promised or held back outside. Raises MayNotList, RightsNotFree, RightsNotHeld."""
    if not may_edit(by, programme):
        raise MayNotList(by)
    if purpose not in OWN_PURPOSES:
        raise ValueError(purpose)
    with transaction.atomic():
        (made,) = hold_rights(
            programme=programme, held_for=f"record:{next_record()}", purpose=purpose,
            grade=Grade.HOLDBACK if purpose == Purpose.HOLDBACK else grade, grants=[(media, territories)],
            languages=languages, window=period, licensee=None, by=by.user, at=at, expires_at=expires_at, note=note[:200],
        )  # fmt: skip
        touch(programme, at)
        record(by=by, did="listings.right_out", what=made, at=at, after=described(made))
    return made


def end_record(*, row: RightIn | RightOut, by: Actor, at: datetime) -> None:
    """Take a record away: a right in is deleted if nothing rests on it, a right out is released.

    Only records of the seller's own making: what a deal holds ends with the deal. Raises MayNotList, LicenceRests.
    """
    own = isinstance(row, RightIn) or row.purpose in OWN_PURPOSES
    if not may_edit(by, row.programme) or not own:
        raise MayNotList(by)
    try:
        with transaction.atomic():
            record(by=by, did="listings.end_record", what=row, at=at, before=described(row))
            if isinstance(row, RightIn):
                row.delete()
                with connection.cursor() as cursor:
                    cursor.execute("set constraints held_still_covers immediate")
            else:
                RightOut.objects.filter(pk=row.pk, active=True).update(active=False, released_at=at)
            touch(row.programme, at)
    except IntegrityError as error:
        if violated(error) == "licence_rests_on_right":
            raise LicenceRests from error
        raise


def save_asks(
    *, programme: Programme, asks: Mapping[tuple[str, str | None], int], currency: str, exclusive_percent: int, by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """What is asked for 12 months: {(medium, territory or None): minor units}. None at all: open to offers."""
    if not may_edit(by, programme):
        raise MayNotList(by)
    with transaction.atomic():
        before = {f"{a.medium}:{a.territory or ''}": a.fee_minor for a in programme.asks.all()}
        programme.asks.all().delete()
        Ask.objects.bulk_create(
            Ask(programme=programme, medium=m, territory=t, fee_minor=fee) for (m, t), fee in asks.items()
        )
        changes = {"currency": currency, "exclusive_percent": exclusive_percent, "changed_at": at}
        Programme.objects.filter(pk=programme.pk).update(**changes)
        after = {f"{m}:{t or ''}": fee for (m, t), fee in asks.items()}
        record(by=by, did="listings.asks", what=programme, at=at, before=before, after=after)
    programme.refresh_from_db()


def touch(programme: Programme, at: datetime) -> None:
    """Whoever records rights confirms them."""
    Programme.objects.filter(pk=programme.pk).update(rights_confirmed_at=at, changed_at=at)


def described(row: RightIn | RightOut) -> dict[str, object]:
    """The record for the audit trail."""
    return {
        "territories": sorted(row.territories), "media": sorted(row.media), "languages": len(row.languages),
        "from": str(row.period.lower), "to": str(row.period.upper),
    }  # fmt: skip


def next_record() -> int:
    """A number that grows, for records of the seller's own making."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('listings_record_number')")
        return int(cursor.fetchone()[0])
