"""What waits for staff here: organisations to verify, suspensions to confirm, people who have lost their second step."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import FactorReset, Organisation
from accounts.staff_queue import Waiting
from accounts.states import OrganisationState
from marketplace.kit.pages import url_of
from marketplace.vocabularies import territories


def list_organisations(language: str) -> Iterator[Waiting]:
    """Organisations that ask to be verified."""
    for o in Organisation.objects.filter(state=OrganisationState.SUBMITTED, submitted_at__isnull=False):
        about = f"{territories.name(o.territory, language)} · {o.name_local}".rstrip(" ·")
        url, since = url_of(o, "staff"), o.submitted_at or o.created_at
        yield Waiting("building-2", o.name_en, about, url, since)


def list_suspensions(language: str) -> Iterator[Waiting]:
    """Suspensions that a colleague proposed and a second person confirms or drops."""
    rows = Organisation.objects.exclude(suspension_proposed_by=None).filter(state=OrganisationState.VERIFIED)
    for o in rows.select_related("suspension_proposed_by"):
        by = o.suspension_proposed_by
        about = _("proposed by %(person)s") % {"person": by.display_name if by else ""}
        url, since = url_of(o, "staff"), o.suspension_proposed_at or o.created_at
        yield Waiting("octagon-pause", o.name_en, about, url, since)


def list_factor_resets(language: str) -> Iterator[Waiting]:
    """People who have lost their second step, from when the time to object is over."""
    rows = FactorReset.objects.filter(outcome="", free_at__lte=timezone.now()).select_related("user")
    for row in rows:
        url = url_of(row, "staff")
        yield Waiting("key-round", row.user.display_name, row.user.email, url, row.free_at)
