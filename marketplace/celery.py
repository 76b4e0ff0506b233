"""The Celery application. Its settings stand in `marketplace.settings` under CELERY_."""

import os
from typing import Any

from celery import Celery, Task, bootsteps

from marketplace.kit import storage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")


class RowTask(Task):  # type: ignore[misc]  # Celery has no types
    """A task that leaves its row as it is while the storage is full: a sweeper queues it again."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return None if storage.is_full() else super().__call__(*args, **kwargs)


class ReplaceDead(bootsteps.StartStopStep):  # type: ignore[misc]  # Celery has no types
    """Looks every second whether a child died, and starts another. Celery's own look comes every five seconds only."""

    requires = ("celery.worker.components:Pool",)

    def register_with_event_loop(self, worker: Any, hub: Any) -> None:
        """Called by Celery when the worker begins to take tasks."""
        hub.call_repeatedly(1.0, worker.pool.maintain_pool)


app = Celery("monsoon", task_cls=RowTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(ReplaceDead)
