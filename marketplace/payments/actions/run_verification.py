"""Run every check, keep the result, and tell staff what does not add up."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions.moves import must_be_staff
from accounts.actors import Staff
from accounts.audit import record_entry
from accounts.notices import draft_for_staff, send_loose_notices
from marketplace.kit.checks import run_checks
from marketplace.kit.pages import url_of
from marketplace.payments.models import Verification

# A clock that was restarted asks again for what it has asked for already.
ONE_SLOT = timedelta(hours=1)
# Whoever has not finished after this was killed: a task may take three minutes.
MAX_RUN = timedelta(minutes=5)
# A night without a run is made up for; what kills its process this often in a day is left to a person.
ONE_NIGHT, MAX_KILLED = timedelta(hours=25), 3


def run_verification(*, at: datetime) -> Verification:
    """All checks of all slices, now; the result is stored, and findings alarm. Call outside a transaction."""
    return finish_verification(Verification.objects.create(started_at=at))


def run_nightly_verification(*, at: datetime) -> Verification | None:
    """The same for the clock: once in its slot, however often it asks. None when it has been done or is being done."""
    done = Q(finished_at__isnull=False, started_at__gt=at - ONE_SLOT) | Q(started_at__gt=at - MAX_RUN)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('payments.verify'))")
        if Verification.objects.filter(done).exists():
            return None
        run = Verification.objects.create(started_at=at)
    return finish_verification(run)


def is_run_missing(*, at: datetime) -> bool:
    """Whether the last run was killed before it could say anything, or the clock missed a night."""
    last = Verification.objects.order_by("-started_at").first()
    if last is None or last.finished_at:
        return last is not None and last.started_at < at - ONE_NIGHT
    killed = Verification.objects.filter(finished_at=None, started_at__gt=at - ONE_NIGHT)
    return last.started_at < at - MAX_RUN and killed.count() < MAX_KILLED


def finish_verification(run: Verification) -> Verification:
    """Look at everything, keep what was found, and tell staff."""
    at = run.started_at
    findings = [asdict(one) for one in run_checks(at)]
    run.findings, run.finished_at = findings, timezone.now()
    run.save(update_fields=["findings", "finished_at"])
    if findings:
        first = findings[0]
        told = draft_for_staff(
            "payments.does_not_add_up",
            url=url_of(run, "staff"),
            count=len(findings),
            first=f"{first['check']}: {first['subject']}",
        )
        send_loose_notices(told, at=at)
    return run


def take_note(*, run: Verification, by: Staff, at: datetime) -> None:
    """Somebody of the staff knows of the findings: they alarm no more until the next run."""
    must_be_staff("take_note", by)
    if Verification.objects.filter(pk=run.pk, seen_at=None).update(seen_by=by.user, seen_at=at):
        record_entry(by=by, did="payments.take_note", what=run, at=at)
