"""What a seller decides for all of its programmes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.audit import record_entry
from listings.models import SellerTerms
from listings.programmes.actions.save_programme import must_list
from listings.states import DatesShown
from marketplace.kit.problems import Invalid


@transaction.atomic
def show_dates_to(*, shown: str, by: Actor, at: datetime) -> SellerTerms:
    """Decide to whom the organisation shows until when rights are taken. Raises MayNotList, Invalid."""
    must_list("show_dates_to", by)
    if shown not in DatesShown.values:
        raise Invalid({"dates_shown": [_("Choose one.")]})
    terms, _made = SellerTerms.objects.get_or_create(organisation=by.organisation)
    before, terms.dates_shown = terms.dates_shown, shown
    terms.save(update_fields=["dates_shown"])
    record_entry(
        by=by,
        did="listings.show_dates_to",
        what=terms,
        at=at,
        before={"dates_shown": before},
        after={"dates_shown": shown},
    )
    return terms
