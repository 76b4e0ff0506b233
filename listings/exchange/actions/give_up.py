"""An import that cannot go on ends, and its member is told."""

from datetime import datetime

from accounts.notices import send_loose_notices
from listings.exchange.actions.draft_notices import draft_for_importer
from listings.exchange.models import Import
from listings.exchange.states import ImportState
from marketplace.kit.jobs import enqueue_task


def give_up(*, batch: Import, at: datetime) -> None:
    """Refused while reading; while taking over, back to what can be ordered again. Rows that are in stay in."""
    to = ImportState.REFUSED if batch.state == ImportState.READING else ImportState.DONE
    Import.objects.filter(pk=batch.pk, state=batch.state).update(state=to, finished_at=at, attempts=0)
    send_loose_notices(draft_for_importer(batch, "exchange.gave_up"), at=at)


def go_on_again(*, batch: Import, at: datetime) -> bool:
    """Take it up where it was given up; False when its member has gone on meanwhile."""
    to = ImportState.READING if batch.state == ImportState.REFUSED else ImportState.PUBLISHING
    moved = Import.objects.filter(pk=batch.pk, state=batch.state).update(
        state=to, finished_at=None, attempts=0, beat_at=at
    )
    if moved:
        enqueue_task("exchange.run", import_id=batch.pk)
    return bool(moved)
