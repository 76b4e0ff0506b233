"""Jobs of listings: each makes one call."""

from typing import Any

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.catalogue.actions.wait_for import tell_waiting
from listings.models import Work
from listings.programmes.actions.match_works import compare_work
from listings.programmes.queries.works import never_compared
from marketplace.kit import work
from marketplace.kit.pages import url_of


def describe_work(found: Work) -> tuple[str, str]:
    """For staff: a listing of the work, and where it is seen."""
    listing = found.listings.order_by("pk").first()
    public_id = listing.public_id if listing else ""
    return f"{found.original_title} ({public_id or found.pk})", url_of(Work, "staff")


COMPARE = work.register_kind(
    work.Kind(
        "listings.compare_work",
        _("Comparison with other listings"),
        "listings.compare_work",
        "work_id",
        never_compared,
        describe_work,
    )
)


@shared_task(name="listings.tell_waiting")
def tell_waiting_task(programme: int | None = None, **_later: Any) -> int:
    """Tell those who wait: for one programme at once, for all as the safety net."""
    return tell_waiting(at=timezone.now(), programmes=None if programme is None else [programme])


@shared_task(name="listings.compare_work")
def compare_one(*, work_id: int, **_later: Any) -> None:
    work.attempt_work(COMPARE, work_id, lambda found: compare_work(work=found, at=timezone.now()))


@shared_task(name="listings.sweep")
def sweep(**_later: Any) -> None:
    """Wake up what nobody woke: works that are older than the comparing of listings."""
    work.sweep_kind(COMPARE, at=timezone.now())
