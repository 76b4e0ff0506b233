"""What became of Stripe's events is told like that of all other work: attempts, given up, set aside and why."""

from typing import Any

from django.db import migrations
from django.utils import timezone

KIND, MOST = "payments.handle_event", 10
OLD_NOTICE, NOTICE = "payments.event_dead", "accounts.work_failed"


def keep_attempts(apps: Any, schema_editor: Any) -> None:
    """What was tried stays counted, what was given up stays so, and what was set aside is not handled but set aside.

    Who set it aside stands in the audit trail, as for other work.
    """
    events, jobs, now = apps.get_model("payments", "StripeEvent").objects, apps.get_model("kit", "Job"), timezone.now()
    begun = events.filter(handled_at=None).exclude(attempts=0, dead_at=None)
    aside = events.exclude(set_aside_by=None)
    jobs.objects.bulk_create(
        jobs(
            kind=KIND, row=event.pk, attempts=min(event.attempts, MOST - 1), begun_at=event.received_at,
            next_attempt_at=now, last_error=event.last_error, dead_at=event.dead_at,
            **({"set_aside_at": event.handled_at, "set_aside_because": event.set_aside_reason} if event.set_aside_by_id else {}),
        )
        for event in (begun | aside).order_by("pk").iterator()
    )  # fmt: skip
    aside.update(handled_at=None)
    word_notices(apps)


def word_notices(apps: Any) -> None:
    """Notices of dead events are worded as those of all dead work."""
    for notice in apps.get_model("accounts", "Notice").objects.filter(kind=OLD_NOTICE):
        said = notice.values
        notice.values = {"work": "Message of Stripe to handle", "what": f"{said.get('event')} · {said.get('sort')}"}
        notice.kind, notice.url = NOTICE, "/desk/work/"
        notice.save(update_fields=["kind", "values", "url"])


def give_back(apps: Any, schema_editor: Any) -> None:
    """Who set an event aside is not told by its job: it waits again."""
    events, jobs = apps.get_model("payments", "StripeEvent").objects, apps.get_model("kit", "Job").objects
    for job in jobs.filter(kind=KIND):
        events.filter(pk=job.row).update(attempts=job.attempts, last_error=job.last_error, dead_at=job.dead_at)
    jobs.filter(kind=KIND).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0012_answered_requests"),
        ("kit", "0001_jobs"),
        ("payments", "0006_cases"),
    ]

    operations = [
        migrations.RunPython(keep_attempts, give_back),
        *(
            migrations.RemoveField("stripeevent", name)
            for name in ("attempts", "last_error", "dead_at", "set_aside_by", "set_aside_reason")
        ),
    ]
