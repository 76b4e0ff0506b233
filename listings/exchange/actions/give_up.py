"""An import that cannot go on ends, and its member is told."""

from datetime import datetime

from accounts.notices import tell_people
from listings.exchange.models import Import
from listings.exchange.states import ImportState


def give_up(*, batch: Import, at: datetime) -> None:
    """Refused while reading; while taking over, back to what can be ordered again. Rows that are in stay in."""
    to = ImportState.REFUSED if batch.state == ImportState.READING else ImportState.DONE
    Import.objects.filter(pk=batch.pk, state=batch.state).update(state=to, finished_at=at, attempts=0)
    tell_people(
        [batch.user],
        "exchange.gave_up",
        at=at,
        url=f"/studio/import/{batch.pk}/",
        about=batch.organisation,
        name=batch.name,
    )
