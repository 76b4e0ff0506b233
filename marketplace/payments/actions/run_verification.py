"""Run every check, keep the result, and tell staff what does not add up."""

from dataclasses import asdict
from datetime import datetime

from django.utils import timezone

from accounts.actors import Staff
from accounts.audit import record
from accounts.notices import tell_staff
from marketplace.kit.checks import run_checks
from marketplace.payments.models import Verification


def run_verification(*, at: datetime) -> Verification:
    """All checks of all slices, now; the result is stored, and findings alarm. Call outside a transaction."""
    run = Verification.objects.create(started_at=at)
    findings = [asdict(one) for one in run_checks(at)]
    run.findings, run.finished_at = findings, timezone.now()
    run.save(update_fields=["findings", "finished_at"])
    if findings:
        first = findings[0]
        tell_staff(
            "payments.does_not_add_up", at=at, url="/desk/money/#verification", count=len(findings),
            first=f"{first['check']}: {first['subject']}",
        )  # fmt: skip
    return run


def take_note(*, run: Verification, by: Staff, at: datetime) -> None:
    """Somebody of the staff knows of the findings: they alarm no more until the next run."""
    if Verification.objects.filter(pk=run.pk, seen_at=None).update(seen_by=by.user, seen_at=at):
        record(by=by, did="payments.take_note", what=run, at=at)
