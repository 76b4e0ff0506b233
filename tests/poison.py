"""A task that kills its process, for tests of how work is given up. Included by a worker that a test starts."""

import os
import signal
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.db.models import QuerySet

from accounts.models import Organisation
from marketplace.kit import work

POISONED = "Poisoned Pictures"


def poisoned() -> QuerySet[Organisation]:
    return Organisation.objects.filter(name_en=POISONED)


def die(_organisation: Organisation) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


POISON = work.register_kind(
    work.Kind(
        "tests.poison",
        "Poison",
        "tests.poison",
        "row",
        poisoned,
        lambda found: (found.name_en, ""),
        pauses=(timedelta(milliseconds=200),) * 3,
    )
)


@shared_task(name="tests.poison")
def poison(*, row: int, **_later: Any) -> None:
    work.attempt_work(POISON, row, die)
