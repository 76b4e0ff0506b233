"""End, shorten and split records of rights. The database refuses what would leave a licence without its ground."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor, Staff
from accounts.audit import record_entry
from listings.models import RightIn, RightOut
from listings.programmes.actions.save_programme import MayNotList, must_edit
from listings.rights.actions.history_cause import because
from listings.rights.actions.hold_rights import release_expired
from listings.rights.actions.save_rights import OWN_PURPOSES, describe_record, touch
from listings.states import Purpose
from marketplace.kit.constraints import violated_constraint
from marketplace.kit.jobs import enqueue_task
from marketplace.kit.problems import Problem


class LicenceRests(Problem):
    code = "licence_rests"
    text = _("A licence or hold rests on this right, so it cannot be taken away or shortened.")
    hint = _("End the licence first, or record another right that covers it.")


class AgentHoldsRights(Problem):
    code = "agent_holds_rights"
    text = _("The agent still holds rights under this mandate.")
    hint = _("The agent's rights end first; that works when it has licensed nothing under them.")


class DayOutside(Problem):
    code = "day_outside"
    text = _("The day must lie inside the record's period.")
    status = 422


class NothingToLicense(Problem):
    code = "nothing_to_license"
    text = _("Licences under this right must end before that day, so the second part would hold nothing to license.")
    hint = _("Choose an earlier day.")
    status = 422


GUARDS = "held_still_covers, mandate_relied_on"
REFUSALS: dict[str | None, type[Problem]] = {
    "licence_rests_on_right": LicenceRests,
    "mandate_relied_on": AgentHoldsRights,
    "right_in_leaves_something_to_license": NothingToLicense,
}


@contextmanager
def guarded(cause: str, *, by: Actor | Staff, at: datetime) -> Iterator[None]:
    """One change: the guards that wait for the commit speak at the end of the block."""
    try:
        with because(cause, by=by.user, at=at), connection.cursor() as cursor:
            yield
            cursor.execute(f"set constraints {GUARDS} immediate")
            cursor.execute(f"set constraints {GUARDS} deferred")
    except IntegrityError as error:
        if refusal := REFUSALS.get(violated_constraint(error)):
            raise refusal from error
        raise


def end_record(*, row: RightIn | RightOut, by: Actor, at: datetime) -> None:
    """Take a record away: a right in is deleted if nothing rests on it, a right out is released.

    Only records of the seller's own making: what a deal holds ends with the deal. Raises MayNotList, LicenceRests.
    """
    check_own("end_record", row, by)
    with guarded("ended", by=by, at=at):
        release_expired(programme=row.programme, at=at)
        record_entry(by=by, did="listings.end_record", what=row, at=at, before=describe_record(row))
        if isinstance(row, RightIn):
            RightIn.objects.filter(pk=row.pk).delete()
        else:
            RightOut.objects.filter(pk=row.pk, active=True).update(active=False, released_at=at)
        touch(row.programme, at)
        enqueue_task("listings.tell_waiting", programme=row.programme_id)


def shorten(*, row: RightIn | RightOut, end: date, by: Actor, at: datetime) -> None:
    """End a record earlier: `end` is the first day after. Raises MayNotList, LicenceRests, AgentHoldsRights, DayOutside."""
    check_own("shorten", row, by)
    is_inside(row, end)
    changes: dict[str, Any] = {"period": DateRange(row.period.lower, end)}
    with guarded("shortened", by=by, at=at):
        release_expired(programme=row.programme, at=at)
        type(row).objects.filter(pk=row.pk).update(**changes)
        record_entry(
            by=by, did="listings.shorten", what=row, at=at, before=describe_record(row), after={"to": end.isoformat()}
        )
        touch(row.programme, at)
        enqueue_task("listings.tell_waiting", programme=row.programme_id)
    row.refresh_from_db()


def split_right(*, row: RightIn, day: date, by: Actor, at: datetime) -> tuple[RightIn, RightIn]:
    """One right in becomes two that meet on `day`: what a contract's amendment does. Nothing is lost between them.

    Claims about the right, and what staff decided about them, hold for both parts.

    Raises MayNotList, DayOutside, NothingToLicense.
    """
    check_own("split_right", row, by)
    is_inside(row, day)
    first, last = row.period.lower, row.period.upper
    with guarded("split", by=by, at=at):
        RightIn.objects.filter(pk=row.pk).update(period=DateRange(first, day))
        later = RightIn.objects.get(pk=row.pk)
        later.pk, later.key, later.contested, later.split_from = None, None, False, row.pk
        later.period, later.created_by, later.created_at = DateRange(day, last), by.user, at
        later.save(force_insert=True)
        record_entry(
            by=by, did="listings.split", what=row, at=at, before=describe_record(row), after={"on": day.isoformat()}
        )
    row.refresh_from_db()
    return row, later


def terminate(*, row: RightOut, on: date, reason: str, by: Actor, at: datetime) -> None:
    """A licence or mandate ends early, from `on` on: what is left becomes free. The reason stands in the history.

    The seller ends what it gave; both parties' agreement is the contract's matter. Raises MayNotList, DayOutside,
    AgentHoldsRights.
    """
    must_edit("terminate", row.programme, by)
    if row.purpose not in OWN_PURPOSES | {Purpose.MANDATE}:
        raise MayNotList(by)
    with guarded(f"terminated: {reason}"[:120], by=by, at=at):
        if on <= row.period.lower:
            RightOut.objects.filter(pk=row.pk).update(active=False, released_at=at)
        else:
            is_inside(row, on)
            RightOut.objects.filter(pk=row.pk).update(period=DateRange(row.period.lower, on))
        record_entry(
            by=by, did="listings.terminate", what=row, at=at, before=describe_record(row), after={"reason": reason}
        )
        enqueue_task("listings.tell_waiting", programme=row.programme_id)
    row.refresh_from_db()


def check_own(act: str, row: RightIn | RightOut, by: Actor) -> None:
    """Own records only."""
    must_edit(act, row.programme, by)
    if not isinstance(row, RightIn) and row.purpose not in OWN_PURPOSES:
        raise MayNotList(by)


def is_inside(row: RightIn | RightOut, day: date) -> None:
    """Is the day one on which the record can be cut?"""
    if not row.period.lower < day or (row.period.upper is not None and day >= row.period.upper):
        raise DayOutside
