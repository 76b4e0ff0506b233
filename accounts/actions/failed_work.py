"""Staff: what becomes of work that failed for good."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions.moves import must_be_staff
from accounts.actors import Staff
from accounts.audit import record_entry
from marketplace.kit.models import Job
from marketplace.kit.problems import Invalid, Problem
from marketplace.kit.work import KINDS


class WorkMovedOn(Problem):
    code = "work_moved_on"
    text = gettext_lazy("This work does not wait for a decision any more: somebody was faster.")


@transaction.atomic
def retry_work(*, job: Job, by: Staff, at: datetime) -> None:
    """Try it again from the first attempt. Raises WorkMovedOn."""
    must_be_staff("retry_work", by)
    locked = lock_job(job)
    record_entry(by=by, did="accounts.retry_work", what=locked, at=at, before=audit_values_of(locked))
    locked.delete()
    KINDS[job.kind].wake(job.row)


@transaction.atomic
def set_work_aside(*, job: Job, reason: str, by: Staff, at: datetime) -> None:
    """It is not done, and that is right so: the reason stays with it. Raises Invalid, WorkMovedOn."""
    must_be_staff("set_work_aside", by)
    said = reason.replace("\x00", "").strip()
    if not 0 < len(said) <= 1000:
        raise Invalid({"reason": [_("Say why it is not done, in up to 1000 characters.")]})
    locked = lock_job(job)
    Job.objects.filter(pk=locked.pk).update(set_aside_at=at, set_aside_because=said)
    record_entry(
        by=by, did="accounts.set_work_aside", what=locked, at=at, before=audit_values_of(locked), after={"reason": said}
    )


def lock_job(job: Job) -> Job:
    """The dead job, locked. Raises WorkMovedOn."""
    locked = Job.objects.select_for_update().filter(pk=job.pk, dead_at__isnull=False, set_aside_at=None).first()
    if locked is None:
        raise WorkMovedOn
    return locked


def audit_values_of(job: Job) -> dict[str, object]:
    """What the audit trail keeps of it."""
    return {"kind": job.kind, "row": job.row, "attempts": job.attempts, "error": job.last_error[:500]}
