"""An import that goes in small steps and stops within one, for tests of a worker that is killed. Included by a worker.

MONSOON_TESTS_HALT says where it stops: "reading" or "publishing". It stands still in its second transaction, whose rows are written and not
yet committed.
"""

import os
import threading
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actors import Actor
from listings.exchange.actions import publish, read
from listings.exchange.models import Import, ImportRow
from listings.exchange.states import Kind

read.CHUNK, publish.GROUPS = 40, 4
write, take = read.write_chunk, publish.TAKE[Kind.AVAILS]


def halt(stage: str, steps_done: int) -> None:
    if steps_done and os.environ.get("MONSOON_TESTS_HALT") == stage:
        threading.Event().wait()


def write_and_halt(batch: Import, rows: Any, at: Any) -> None:
    done = batch.rows_read
    with transaction.atomic():
        write(batch, rows, at)
        halt("reading", done)


def take_and_halt(batch: Import, rows: dict[int, ImportRow], by: Actor, at: datetime) -> None:
    take(batch, rows, by, at)
    halt("publishing", Import.objects.values_list("rows_done", flat=True).get(pk=batch.pk))


read.write_chunk = write_and_halt
publish.TAKE[Kind.AVAILS] = take_and_halt
