"""Queue a task by its name, after the transaction. A task is a hint: the work itself is a row that a sweeper finds."""

import logging
from functools import partial

from django.db import transaction
from kombu.exceptions import OperationalError

from marketplace.celery import app
from marketplace.kit.guards import VALKEY

log = logging.getLogger(__name__)


def enqueue_task(name: str, **ids: int | str) -> None:
    """Queue the task `name` with `ids` once the surrounding transaction has committed.

    A broker that does not answer costs the caller nothing: the row is there and the sweeper finds it.
    """
    transaction.on_commit(partial(_publish_task, name, ids))


def _publish_task(name: str, ids: dict[str, int | str]) -> None:
    if not VALKEY.allows():
        return
    try:
        app.tasks[name].apply_async(kwargs=ids, retry=False)
    except OperationalError:
        VALKEY.failed()
        log.warning("the broker did not take %s; its sweeper will", name)
    else:
        VALKEY.succeeded()
