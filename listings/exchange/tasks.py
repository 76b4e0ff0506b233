"""The jobs of imports: one run at a time for each, found again when its worker died."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.db import connection
from django.db.models import F, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.policies import is_allowed
from accounts.queries.acting import find_actor
from listings.exchange import actions
from listings.exchange.models import Import
from listings.exchange.states import RUNNING, ImportState
from marketplace.kit import work
from marketplace.kit.jobs import enqueue_task

SILENT_AFTER = timedelta(seconds=20)
MAX_ATTEMPTS = 8
LOCK_SPACE = 7_101  # of our advisory locks


@shared_task(name="exchange.run")
def run(*, import_id: int, **_later: Any) -> None:
    """Go on with an import where it stands. A second worker that comes meanwhile leaves at once."""
    with only_one(import_id) as mine:
        batch = Import.objects.select_related("user", "organisation", "file").get(pk=import_id)
        if not mine or not batch.running:
            return
        Import.objects.filter(pk=import_id).update(attempts=F("attempts") + 1, beat_at=timezone.now())
        with translation.override(batch.user.language):
            go_on(batch)


def given_up() -> QuerySet[Import]:
    """Imports that stopped where one may go on."""
    return Import.objects.filter(state__in=[ImportState.REFUSED, ImportState.DONE]).select_related(
        "organisation", "file"
    )


def describe_import(batch: Import) -> tuple[str, str]:
    """For staff: the file and whose it is."""
    return f"{batch.organisation.name_en}: {batch.name}", ""


IMPORT = work.register_kind(
    work.Kind("exchange.run", _("Import of a file"), "exchange.go_on_again", "import_id", given_up, describe_import)
)


@shared_task(name="exchange.go_on_again")
def go_on_again(*, import_id: int, **_later: Any) -> None:
    """Staff have mended why it was given up."""
    work.attempt_work(IMPORT, import_id, lambda batch: actions.go_on_again(batch=batch, at=timezone.now()))


def go_on(batch: Import) -> None:
    """Read, or take over. Who is no member any more, or may not now, imports nothing."""
    by, now = find_actor(batch.user, batch.organisation), timezone.now()
    if by is None or not is_allowed("publish_import", by):
        actions.give_up(batch=batch, at=now)
    elif batch.attempts >= MAX_ATTEMPTS:
        actions.give_up(batch=batch, at=now)
        work.give_up(IMPORT, batch, f"its worker ended {batch.attempts} times while it was {batch.state}", at=now)
    elif batch.state == ImportState.READING:
        actions.read_import(batch=batch, at=now)
    else:
        actions.publish_import(batch=batch, by=by, at=now)


@contextmanager
def only_one(import_id: int) -> Iterator[bool]:
    """A lock that ends with the worker's connection, however the worker ends. Yields False when another has it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s, %s)", [LOCK_SPACE, import_id])
        (mine,) = cursor.fetchone()
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("select pg_advisory_unlock(%s, %s)", [LOCK_SPACE, import_id])


@shared_task(name="exchange.sweep")
def sweep(**_later: Any) -> None:
    """Wake up imports whose worker has been silent: it died, or its wake-up was lost."""
    silent = Import.objects.filter(state__in=RUNNING, beat_at__lt=timezone.now() - SILENT_AFTER)
    for import_id in silent.values_list("pk", flat=True):
        enqueue_task("exchange.run", import_id=import_id)
